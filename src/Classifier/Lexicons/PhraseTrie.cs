using Vigie.Classifier.Text;

namespace Vigie.Classifier.Lexicons;

/// <summary>All words and expressions in one trie over tokens; one pass finds them, at a cost bounded by the longest expression.</summary>
internal sealed class PhraseTrie
{
    /// <summary>Up to <see cref="LongestGap"/> tokens of any kind inside the sentence.</summary>
    public const int Gap = -1;

    /// <summary>A number.</summary>
    public const int Number = -2;

    /// <summary>Exactly one word.</summary>
    public const int Any = -3;

    /// <summary>A handle or a capitalised word that the vocabulary does not know.</summary>
    public const int Name = -4;

    /// <summary>First number of a set of words; symbols of sets are negative.</summary>
    public const int FirstSet = 16;

    private const int LongestGap = 4;
    private const int Root = 0;

    // Keeps the walk bounded whatever the text looks like.
    private const int MostSteps = 400;

    private readonly Dictionary<long, int> _edges = [];
    private readonly List<List<LexiconEntry>?> _entries = [null];
    private readonly List<int> _special = [0];

    /// <summary>Adds an expression.</summary>
    public void Add(IEnumerable<int> symbols, LexiconEntry entry)
    {
        var node = Root;
        foreach (var symbol in symbols)
        {
            var key = Key(node, symbol);
            if (!_edges.TryGetValue(key, out var next))
            {
                next = _entries.Count;
                _entries.Add(null);
                _special.Add(0);
                _edges.Add(key, next);
            }

            if (symbol is < 0 and > -FirstSet)
            {
                _special[node] |= 1 << -symbol;
            }

            node = next;
        }

        var entries = _entries[node] ??= [];
        if (!entries.Contains(entry))
        {
            entries.Add(entry);
        }
    }

    /// <summary>Finds every expression of a text.</summary>
    public void Find(TokenizedText text, Lexicon lexicon, List<LexiconMatch> found)
    {
        for (var first = 0; first < text.Count; first++)
        {
            if (text[first].Kind is TokenKind.SentenceEnd or TokenKind.Pause && text[first].Word == 0)
            {
                continue;
            }

            var steps = MostSteps;
            Walk(Root, first, first, text, lexicon, found, ref steps);
        }
    }

    private void Walk(int node, int first, int at, TokenizedText text, Lexicon lexicon, List<LexiconMatch> found, ref int steps)
    {
        if (_entries[node] is { } entries)
        {
            foreach (var entry in entries)
            {
                found.Add(new LexiconMatch(entry, first, at - 1));
            }
        }

        if (at >= text.Count || --steps < 0)
        {
            return;
        }

        ref readonly var token = ref text[at];
        var special = _special[node];
        if ((special & (1 << -Gap)) != 0)
        {
            var after = _edges[Key(node, Gap)];
            for (var skipped = 0; skipped <= LongestGap && at + skipped < text.Count && text[at + skipped].Kind != TokenKind.SentenceEnd; skipped++)
            {
                Walk(after, first, at + skipped, text, lexicon, found, ref steps);
            }
        }

        switch (token.Kind)
        {
            case TokenKind.SentenceEnd:
                return;
            case TokenKind.Pause when token.Word == 0:
                // A comma or a bracket inside an expression does not break it.
                if (node != Root)
                {
                    Walk(node, first, at + 1, text, lexicon, found, ref steps);
                }

                return;
            case TokenKind.Number when (special & (1 << -Number)) != 0:
                Walk(_edges[Key(node, Number)], first, at + 1, text, lexicon, found, ref steps);
                break;
        }

        if ((special & (1 << -Any)) != 0)
        {
            Walk(_edges[Key(node, Any)], first, at + 1, text, lexicon, found, ref steps);
        }

        if ((special & (1 << -Name)) != 0 && (token.Kind == TokenKind.Handle || (token.Capital && (lexicon.Class(token.Word) & (WordClass.FrenchStop | WordClass.EnglishStop | WordClass.You | WordClass.You1 | WordClass.Thing)) == WordClass.None)))
        {
            Walk(_edges[Key(node, Name)], first, at + 1, text, lexicon, found, ref steps);
        }

        if (token.Word == 0)
        {
            return;
        }

        if (_edges.TryGetValue(Key(node, token.Word), out var next))
        {
            Walk(next, first, at + 1, text, lexicon, found, ref steps);
        }

        foreach (var set in lexicon.Sets(token.Word))
        {
            if (_edges.TryGetValue(Key(node, set), out next))
            {
                Walk(next, first, at + 1, text, lexicon, found, ref steps);
            }
        }
    }

    private static long Key(int node, int symbol) => ((long)node << 32) | (uint)symbol;
}
