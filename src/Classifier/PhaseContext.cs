using Vigie.Classifier.Lexicons;
using Vigie.Classifier.People;
using Vigie.Classifier.Text;
using Vigie.Core.Mentions;

namespace Vigie.Classifier;

/// <summary>What a phase may read: the mention, its normalised text, the register, and what earlier phases found.</summary>
internal sealed class PhaseContext(MentionText mention, TokenizedText text, TokenizedText? parent, RegisterSnapshot register, Lexicon lexicon, float threshold, WorkBudget budget)
{
    // A hostile text of nothing but insults must not fill the evidence table: what these hundreds show, more would not.
    private const int MostFindings = 256;
    private const int MostReasons = 256;

    private static readonly List<LexiconMatch> NoMatches = [];
    private static readonly List<Finding> NoFindings = [];
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

    /// <summary>The time of the running phase: loops over tokens spend from it.</summary>
    public WorkBudget Budget { get; } = budget;

    public string Language { get; private set; } = "und";

    public List<LexiconMatch> Matches { get; private set; } = NoMatches;

    public bool[] Excluded { get; private set; } = [];

    public PeopleFound People { get; private set; } = PeopleFound.Nobody;

    public ReferenceMap References { get; private set; } = ReferenceMap.Empty;

    /// <summary>Abuse found so far, at most <see cref="MostFindings"/>.</summary>
    public List<Finding> Findings => _findings ?? NoFindings;

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

    /// <summary>A phase did not finish: evidence that is kept however much there is already.</summary>
    internal void Unfinished(string phase, string rule) => (_reasons ??= []).Add(new Reason(phase, rule, null, null, 0));

    /// <summary>The runner merges what a phase returned.</summary>
    internal void Merge(PhaseResult result)
    {
        Language = result.Language ?? Language;
        Matches = result.Matches ?? Matches;
        Excluded = result.Excluded ?? Excluded;
        People = result.People ?? People;
        if (result.References is { } references)
        {
            References = new ReferenceMap(Text, references);
        }

        Target = result.Target ?? Target;
        Person = result.Person ?? Person;
        Mentioned = result.Mentioned ?? Mentioned;
        Intent = result.Intent ?? Intent;
        Severity = result.Severity ?? Severity;
        Score = result.Score ?? Score;
        if (result.Findings is { Count: > 0 } findings)
        {
            AddUpTo(_findings ??= [], findings, MostFindings);
        }

        if (result.Reasons is { Count: > 0 } reasons)
        {
            AddUpTo(_reasons ??= [], reasons, MostReasons);
        }
    }

    private static void AddUpTo<T>(List<T> list, List<T> more, int most)
    {
        var room = most - list.Count;
        if (more.Count <= room)
        {
            list.AddRange(more);
        }
        else if (room > 0)
        {
            list.AddRange(more.Take(room));
        }
    }
}
