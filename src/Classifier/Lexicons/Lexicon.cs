using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vigie.Classifier.Text;

namespace Vigie.Classifier.Lexicons;

/// <summary>The vocabulary and the expressions, compiled once from the embedded files.</summary>
internal sealed class Lexicon
{
    private static readonly Lazy<Lexicon> Embedded = new(Load);

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly Dictionary<string, int> _squeezed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _masked = new(StringComparer.Ordinal);
    private readonly WordClass[] _classes;
    private readonly PhraseTrie _trie;
    private readonly Tokenizer _tokenizer;

    internal Lexicon(Dictionary<string, int> words, WordClass[] classes, PhraseTrie trie, IReadOnlySet<int> maskable, int entries, string fingerprint)
    {
        _words = words.GetAlternateLookup<ReadOnlySpan<char>>();
        _classes = classes;
        _trie = trie;
        Entries = entries;
        Fingerprint = fingerprint;
        foreach (var (word, number) in words)
        {
            _squeezed.TryAdd(Disguise.Squeeze(word), number);
            if (word.Length >= 4 && maskable.Contains(number))
            {
                var mask = Mask(word);
                if (!_masked.TryGetValue(mask, out var hidden))
                {
                    _masked.Add(mask, hidden = []);
                }

                hidden.Add(word);
            }
        }

        _tokenizer = new Tokenizer(Number, word => _squeezed.GetValueOrDefault(word), Unmask);
    }

    /// <summary>The lexicon of the assembly.</summary>
    public static Lexicon Default => Embedded.Value;

    /// <summary>Number of entries, inflected forms not counted.</summary>
    public int Entries { get; }

    /// <summary>Number of words and forms known.</summary>
    public int Forms => _classes.Length - 1;

    /// <summary>Hash of the files.</summary>
    public string Fingerprint { get; }

    /// <summary>Cuts a text into tokens of this vocabulary.</summary>
    public TokenizedText Tokenize(string text) => _tokenizer.Tokenize(NormalizedText.Of(text));

    /// <summary>Every word and expression found, in the order of the text.</summary>
    public List<LexiconMatch> Find(TokenizedText text, WorkBudget budget)
    {
        var found = new List<LexiconMatch>();
        _trie.Find(text, this, found, budget);
        return found;
    }

    /// <summary>Steps that the search for expressions takes in a text.</summary>
    public long Steps(TokenizedText text) => _trie.Find(text, this, [], WorkBudget.Endless);

    /// <summary>What a word is.</summary>
    public WordClass Class(int word) => _classes[word];

    /// <summary>Number of a folded word, 0 when unknown.</summary>
    public int Number(ReadOnlySpan<char> word) => _words.TryGetValue(word, out var number) ? number : 0;

    private static Lexicon Load()
    {
        var builder = new LexiconBuilder();
        var assembly = typeof(Lexicon).Assembly;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".lexicon", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var content = reader.ReadToEnd();
            hash.AppendData(Encoding.UTF8.GetBytes(content));

            // Resources are named "<language>.<subject>.lexicon".
            builder.Read(name[..2], content);
        }

        return builder.Build(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    // Only invective is looked for behind asterisks.
    private int Unmask(string word)
    {
        if (word.Length < 4 || !_masked.TryGetValue(Mask(word), out var candidates))
        {
            return 0;
        }

        var hidden = candidates.Find(candidate => word.Zip(candidate).All(pair => pair.First == '*' || pair.First == pair.Second));
        return hidden is null ? 0 : Number(hidden);
    }

    // "c*nnard" and "c******d" keep the first letter, the length, and the last letter.
    private static string Mask(string word) => string.Create(CultureInfo.InvariantCulture, $"{word[0]}{word.Length}{word[^1]}");
}
