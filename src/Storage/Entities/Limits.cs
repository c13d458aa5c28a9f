namespace Vigie.Storage.Entities;

/// <summary>Lengths that the columns hold, in characters. Intake and configuration keep to them.</summary>
public static class Limits
{
    /// <summary>Configured name of a source, a rule or a receiver.</summary>
    public const int SourceName = 100;

    /// <summary>A platform's id. Longer ones are replaced by their hash at intake.</summary>
    public const int ExternalId = 512;
}
