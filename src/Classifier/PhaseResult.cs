using Vigie.Classifier.Lexicons;
using Vigie.Classifier.People;
using Vigie.Core.Mentions;

namespace Vigie.Classifier;

/// <summary>What one phase adds; what it leaves null stays as it was.</summary>
internal readonly record struct PhaseResult
{
    /// <summary>Nothing to add.</summary>
    public static PhaseResult Nothing => default;

    public string? Language { get; init; }

    public List<LexiconMatch>? Matches { get; init; }

    /// <summary>Tokens that are somebody else's words or spoken of the author, one flag each.</summary>
    public bool[]? Excluded { get; init; }

    public PeopleFound? People { get; init; }

    public List<Reference>? References { get; init; }

    /// <summary>Abuse found, added to what earlier phases found.</summary>
    public List<Finding>? Findings { get; init; }

    public TargetKind? Target { get; init; }

    public string? Person { get; init; }

    public IReadOnlyList<string>? Mentioned { get; init; }

    public Intent? Intent { get; init; }

    public short? Severity { get; init; }

    public float? Score { get; init; }

    public List<Reason>? Reasons { get; init; }
}
