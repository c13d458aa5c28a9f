using Vigie.Core.Mentions;

namespace Vigie.Classifier;

/// <summary>What the classifier found, in the words of the labelling guide.</summary>
public sealed record Judgement
{
    /// <summary>True when a human must see it (the flagging rule of the labelling guide, or a phase failed).</summary>
    public required bool Flagged { get; init; }

    /// <summary>Probability, 0 to 1, that the text carries abuse.</summary>
    public required float Score { get; init; }

    /// <summary>0 to 4.</summary>
    public required short Severity { get; init; }

    /// <summary>Categories found, in the order of the enum, each once.</summary>
    public required IReadOnlyList<AbuseFound> Abuse { get; init; }

    /// <summary>Whom it is aimed at.</summary>
    public required TargetKind Target { get; init; }

    /// <summary>Register id of the person attacked, or null.</summary>
    public string? Person { get; init; }

    /// <summary>Register ids of people merely named or thanked.</summary>
    public IReadOnlyList<string> Mentioned { get; init; } = [];

    /// <summary>What the author wants.</summary>
    public required Intent Intent { get; init; }

    /// <summary><c>fr</c>, <c>en</c> or <c>und</c>.</summary>
    public required string Language { get; init; }

    /// <summary>True when a phase failed or timed out.</summary>
    public bool Incomplete { get; init; }

    /// <summary>The reasons, in the order in which the phases gave them.</summary>
    public required IReadOnlyList<Reason> Why { get; init; }
}

/// <summary>A category of abuse and where it stands in the text.</summary>
/// <param name="Category">Category.</param>
/// <param name="Score">Probability, 0 to 1.</param>
/// <param name="Spans">Places of the offending words.</param>
public sealed record AbuseFound(AbuseCategory Category, float Score, IReadOnlyList<TextSpan> Spans);

/// <summary>A place in the original text, in UTF-16 offsets.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">After the last character.</param>
public readonly record struct TextSpan(int Start, int End);

/// <summary>One reason of a judgement.</summary>
/// <param name="Phase">Name of the phase.</param>
/// <param name="Rule">Name of the rule or id of the lexicon entry; never words of the mention.</param>
/// <param name="Category">The category it speaks for, if any.</param>
/// <param name="Span">Where; null when it speaks about the whole text.</param>
/// <param name="Weight">How heavy, 0 to 1.</param>
public sealed record Reason(string Phase, string Rule, AbuseCategory? Category, TextSpan? Span, float Weight);
