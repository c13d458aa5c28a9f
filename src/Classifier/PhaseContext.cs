using Vigie.Classifier.Lexicons;
using Vigie.Classifier.People;
using Vigie.Classifier.Text;
using Vigie.Core.Mentions;

namespace Vigie.Classifier;

/// <summary>What a phase may read: the mention, its normalised text, the register, and what earlier phases found.</summary>
internal sealed class PhaseContext(MentionText mention, TokenizedText text, TokenizedText? parent, RegisterSnapshot register, Lexicon lexicon, float threshold)
{
    private List<Finding>? _findings;
    private List<Reason>? _reasons;

    public MentionText Mention { get; } = mention;

    /// <summary>The text, normalised once, with the way back to the original's offsets.</summary>
    public TokenizedText Text { get; } = text;

    public TokenizedText? Parent { get; } = parent;

    public RegisterSnapshot Register { get; } = register;

    public Lexicon Lexicon { get; } = lexicon;

    /// <summary>Weight from which evidence counts.</summary>
    public float Threshold { get; } = threshold;

    public string Language { get; private set; } = "und";

    public IReadOnlyList<LexiconMatch> Matches { get; private set; } = [];

    public bool[] Excluded { get; private set; } = [];

    public PeopleFound People { get; private set; } = PeopleFound.Nobody;

    public IReadOnlyList<Reference> References { get; private set; } = [];

    public IReadOnlyList<Finding> Findings => _findings ?? (IReadOnlyList<Finding>)[];

    public IReadOnlyList<Reason> Reasons => _reasons ?? (IReadOnlyList<Reason>)[];

    public TargetKind Target { get; private set; } = TargetKind.None;

    public string? Person { get; private set; }

    public IReadOnlyList<string> Mentioned { get; private set; } = [];

    public Intent Intent { get; private set; } = Intent.Other;

    public short Severity { get; private set; }

    public float Score { get; private set; }

    /// <summary>What a token is.</summary>
    public WordClass Class(int token) => Lexicon.Class(Text[token].Word);

    /// <summary>Whether a token is out of account (quoted, or said of the author).</summary>
    public bool IsExcluded(int token) => token < Excluded.Length && Excluded[token];

    /// <summary>The runner merges what a phase returned.</summary>
    internal void Merge(PhaseResult result)
    {
        Language = result.Language ?? Language;
        Matches = result.Matches ?? Matches;
        Excluded = result.Excluded ?? Excluded;
        People = result.People ?? People;
        References = result.References ?? References;
        Target = result.Target ?? Target;
        Person = result.Person ?? Person;
        Mentioned = result.Mentioned ?? Mentioned;
        Intent = result.Intent ?? Intent;
        Severity = result.Severity ?? Severity;
        Score = result.Score ?? Score;
        if (result.Findings is { Count: > 0 } findings)
        {
            (_findings ??= []).AddRange(findings);
        }

        if (result.Reasons.Count > 0)
        {
            (_reasons ??= []).AddRange(result.Reasons);
        }
    }
}
