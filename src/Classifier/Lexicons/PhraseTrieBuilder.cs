namespace Vigie.Classifier.Lexicons;

/// <summary>Collects expressions and freezes them into a <see cref="PhraseTrie"/>.</summary>
internal sealed class PhraseTrieBuilder
{
    /// <summary>Up to four tokens of any kind inside the sentence.</summary>
    public const int Gap = -1;

    /// <summary>A number.</summary>
    public const int Number = -2;

    /// <summary>Exactly one word.</summary>
    public const int Any = -3;

    /// <summary>A handle or a capitalised word that is no small word.</summary>
    public const int Name = -4;

    /// <summary>First number of a set of words; symbols of sets are negative.</summary>
    public const int FirstSet = 16;

    private readonly List<SortedDictionary<int, int>> _edges = [[]];
    private readonly List<List<LexiconEntry>?> _entries = [null];

    /// <summary>Adds an expression.</summary>
    public void Add(IEnumerable<int> symbols, LexiconEntry entry)
    {
        var node = PhraseTrie.Root;
        foreach (var symbol in symbols)
        {
            if (!_edges[node].TryGetValue(symbol, out var next))
            {
                next = _edges.Count;
                _edges[node].Add(symbol, next);
                _edges.Add([]);
                _entries.Add(null);
            }

            node = next;
        }

        var entries = _entries[node] ??= [];
        if (!entries.Contains(entry))
        {
            entries.Add(entry);
        }
    }

    /// <summary>The trie in flat arrays.</summary>
    /// <param name="sets">Sets of each word, as negative symbols.</param>
    /// <param name="setCount">Number after the last set.</param>
    public PhraseTrie Freeze(int[][] sets, int setCount)
    {
        var nodes = new TrieNode[_edges.Count];
        var symbols = new List<int>();
        var targets = new List<int>();
        for (var node = 0; node < nodes.Length; node++)
        {
            var edges = _edges[node];
            var words = symbols.Count;
            foreach (var (symbol, target) in edges.Where(edge => edge.Key > 0))
            {
                symbols.Add(symbol);
                targets.Add(target);
            }

            var firstSet = symbols.Count;
            foreach (var (symbol, target) in edges.Where(edge => edge.Key <= -FirstSet))
            {
                symbols.Add(-symbol);
                targets.Add(target);
            }

            nodes[node] = new TrieNode(words, firstSet, symbols.Count, edges.GetValueOrDefault(Gap), edges.GetValueOrDefault(Number), edges.GetValueOrDefault(Any), edges.GetValueOrDefault(Name), _entries[node]?.ToArray());
        }

        return new PhraseTrie(nodes, [.. symbols], [.. targets], [.. sets.Select(of => of.Select(set => -set).ToArray())], setCount);
    }
}
