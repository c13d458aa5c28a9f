using System.Runtime.InteropServices;
using Vigie.Classifier.Text;

namespace Vigie.Classifier.Lexicons;

/// <summary>
/// All words and expressions in one trie over tokens, frozen into flat arrays. From each token the walk takes at most <see cref="MostSteps"/> steps,
/// so the cost is linear in the text whatever it holds.
/// </summary>
internal sealed class PhraseTrie
{
    /// <summary>Number of the root.</summary>
    public const int Root = 0;

    private const int LongestGap = 4;

    // Keeps the walk bounded whatever the text looks like; ordinary text takes about three steps a token.
    private const int MostSteps = 400;

    // A comma or a bracket inside an expression does not break it; a row of them does.
    private const int MostPauses = 3;

    // Fewer edges are read in a row sooner than they are halved.
    private const int FewEdges = 8;

    private readonly TrieNode[] _nodes;
    private readonly int[] _symbols;
    private readonly int[] _targets;
    private readonly int[][] _fromRoot;
    private readonly ulong[] _setBits;
    private readonly int _stride;

    internal PhraseTrie(TrieNode[] nodes, int[] symbols, int[] targets, int[][] sets, int setCount)
    {
        _nodes = nodes;
        _symbols = symbols;
        _targets = targets;
        _stride = (setCount + 63) / 64;
        _setBits = new ulong[sets.Length * _stride];
        for (var word = 0; word < sets.Length; word++)
        {
            foreach (var set in sets[word])
            {
                _setBits[(word * _stride) + (set >> 6)] |= 1UL << (set & 63);
            }
        }

        // Every token begins a walk, so where each word leads from the root is known beforehand.
        _fromRoot = new int[sets.Length][];
        var next = new List<int>();
        for (var word = 0; word < sets.Length; word++)
        {
            next.Clear();
            if (word > 0)
            {
                Follow(in _nodes[Root], word, next);
            }

            _fromRoot[word] = next.Count == 0 ? [] : [.. next];
        }
    }

    /// <summary>Nodes of the trie.</summary>
    public int Nodes => _nodes.Length;

    /// <summary>Finds every expression of a text; returns the steps taken.</summary>
    public long Find(TokenizedText text, Lexicon lexicon, List<LexiconMatch> found, WorkBudget budget)
    {
        var walk = new Walk(this, text.Tokens, lexicon, found);
        ref readonly var root = ref _nodes[Root];
        var special = root.Gap != 0 || root.Any != 0 || root.Number != 0 || root.Name != 0;
        for (var first = 0; first < text.Count; first++)
        {
            budget.Spend(first);
            var word = walk.Tokens[first].Word;
            if (special || word != 0)
            {
                walk.From(first, word, special);
            }
        }

        return walk.Taken;
    }

    private bool IsIn(int word, int set) => (_setBits[(word * _stride) + (set >> 6)] & (1UL << (set & 63))) != 0;

    private void Follow(in TrieNode node, int word, List<int> next)
    {
        if (WordEdge(node, word) is var direct and > 0)
        {
            next.Add(direct);
        }

        for (var edge = node.Sets; edge < node.End; edge++)
        {
            if (IsIn(word, _symbols[edge]))
            {
                next.Add(_targets[edge]);
            }
        }
    }

    private int WordEdge(in TrieNode node, int word)
    {
        if (node.Sets - node.Words > FewEdges)
        {
            var at = Array.BinarySearch(_symbols, node.Words, node.Sets - node.Words, word);
            return at >= 0 ? _targets[at] : 0;
        }

        for (var edge = node.Words; edge < node.Sets; edge++)
        {
            if (_symbols[edge] == word)
            {
                return _targets[edge];
            }
        }

        return 0;
    }

    private ref struct Walk(PhraseTrie trie, ReadOnlySpan<Token> tokens, Lexicon lexicon, List<LexiconMatch> found)
    {
        private readonly PhraseTrie _trie = trie;
        private int _first;
        private int _steps;
        private int _foundBefore;

        public ReadOnlySpan<Token> Tokens { get; } = tokens;

        public long Taken { get; private set; }

        public void From(int first, int word, bool special)
        {
            _first = first;
            _steps = MostSteps;
            _foundBefore = found.Count;
            foreach (var next in _trie._fromRoot[word])
            {
                Visit(next, first + 1, 0);
            }

            if (special)
            {
                Special(in _trie._nodes[Root], first);
            }

            Taken += 1 + MostSteps - _steps;
        }

        private void Visit(int number, int at, int pauses)
        {
            ref readonly var node = ref _trie._nodes[number];
            if (node.Entries is { } entries && pauses == 0)
            {
                foreach (var entry in entries)
                {
                    Add(entry, at - 1);
                }
            }

            if (node.IsLeaf || at >= Tokens.Length || --_steps < 0)
            {
                return;
            }

            ref readonly var token = ref Tokens[at];
            if (node.HasSpecial)
            {
                Special(in node, at);
            }

            if (token.Kind == TokenKind.SentenceEnd)
            {
                return;
            }

            if (token.Kind == TokenKind.Pause && token.Word == 0)
            {
                if (pauses < MostPauses)
                {
                    Visit(number, at + 1, pauses + 1);
                }

                return;
            }

            if (token.Word == 0)
            {
                return;
            }

            if (_trie.WordEdge(in node, token.Word) is var direct and > 0)
            {
                Visit(direct, at + 1, 0);
            }

            for (var edge = node.Sets; edge < node.End; edge++)
            {
                if (_trie.IsIn(token.Word, _trie._symbols[edge]))
                {
                    Visit(_trie._targets[edge], at + 1, 0);
                }
            }
        }

        private void Special(in TrieNode node, int at)
        {
            ref readonly var token = ref Tokens[at];
            if (node.Gap != 0)
            {
                for (var skipped = 0; skipped <= LongestGap && at + skipped < Tokens.Length && Tokens[at + skipped].Kind != TokenKind.SentenceEnd; skipped++)
                {
                    Visit(node.Gap, at + skipped, 0);
                }
            }

            if (token.Kind is TokenKind.SentenceEnd or TokenKind.Pause)
            {
                return;
            }

            if (node.Number != 0 && token.Kind == TokenKind.Number)
            {
                Visit(node.Number, at + 1, 0);
            }

            if (node.Any != 0)
            {
                Visit(node.Any, at + 1, 0);
            }

            if (node.Name != 0 && (token.Kind == TokenKind.Handle || (token.Capital && (lexicon.Class(token.Word) & NoName) == WordClass.None)))
            {
                Visit(node.Name, at + 1, 0);
            }
        }

        /// <summary>Several readings of one expression may end at the same token: it is found once.</summary>
        private readonly void Add(LexiconEntry entry, int last)
        {
            foreach (ref readonly var other in CollectionsMarshal.AsSpan(found)[_foundBefore..])
            {
                if (other.Last == last && ReferenceEquals(other.Entry, entry))
                {
                    return;
                }
            }

            found.Add(new LexiconMatch(entry, _first, last));
        }
    }

    private const WordClass NoName = WordClass.FrenchStop | WordClass.EnglishStop | WordClass.You | WordClass.You1 | WordClass.Thing;
}
