using System.Text.Json;

namespace Vigie.Collector.Sources.Replay;

/// <summary>Where a file was read up to.</summary>
/// <param name="Offset">Bytes that are done.</param>
/// <param name="Line">Lines that are done, for people.</param>
internal sealed record ReplayCursor(long Offset, long Line)
{
    public static ReplayCursor Start { get; } = new(0, 0);

    /// <summary>Fingerprint of the first bytes of the file: another file under the same name is begun anew, whatever its length.</summary>
    public string? Head { get; init; }

    /// <summary>True in the middle of a line that is too long to be read.</summary>
    public bool Skipping { get; init; }

    /// <summary>Reads a saved cursor. One that cannot be read begins anew: intake knows what it has.</summary>
    public static ReplayCursor Parse(string? saved)
    {
        if (saved is null)
            return Start;
        try
        {
            return JsonSerializer.Deserialize<ReplayCursor>(saved, JsonSerializerOptions.Web) is { Offset: >= 0 } cursor ? cursor : Start;
        }
        catch (JsonException)
        {
            return Start;
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
