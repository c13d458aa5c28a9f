using System.Globalization;
using Vigie.Classifier.Text;

namespace Vigie.Classifier.Lexicons;

/// <summary>Reads lexicon files (grammar in the room's README) into a vocabulary and a trie of expressions.</summary>
internal sealed class LexiconBuilder
{
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly List<WordClass> _classes = [WordClass.None];
    private readonly List<List<int>> _sets = [[]];
    private readonly Dictionary<string, int> _setNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _forms = new(StringComparer.Ordinal);
    private readonly List<LexiconEntry> _entries = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly PhraseTrieBuilder _trie = new();
    private readonly HashSet<int> _maskable = [];

    /// <summary>Reads one file.</summary>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    /// <param name="content">The file.</param>
    public void Read(string language, string content)
    {
        var lines = content.Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0).ToList();

        // Sets and forms first: expressions may name any of them.
        foreach (var patterns in (bool[])[false, true])
        {
            var heading = Array.Empty<string>();
            foreach (var line in lines)
            {
                if (line[0] == '[')
                {
                    heading = line[1..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                }
                else if (heading[0] is "set" or "forms" or "lemmas" != patterns)
                {
                    ReadLine(language, heading, line);
                }
            }
        }
    }

    /// <summary>The finished lexicon.</summary>
    public Lexicon Build(string fingerprint) => new(_words, [.. _classes], _trie.Freeze([.. _sets.Select(sets => sets.ToArray())], PhraseTrieBuilder.FirstSet + _setNumbers.Count), _maskable, _entries.Count, fingerprint);

    private void ReadLine(string language, string[] heading, string line)
    {
        switch (heading[0])
        {
            case "set":
                foreach (var item in Items(line))
                {
                    AddToSet(language, heading, item);
                }

                break;
            case "forms":
                var forms = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                _forms[language + ":" + forms[0]] = forms;
                break;
            default:
                if (heading.Contains("phrase", StringComparer.Ordinal) || heading.Contains("pattern", StringComparer.Ordinal))
                {
                    AddEntry(language, heading, line, [line]);
                }
                else
                {
                    foreach (var item in Items(line))
                    {
                        AddEntry(language, heading, item, Forms(language, item));
                    }
                }

                break;
        }
    }

    private static string[] Items(string line) => line.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void AddToSet(string language, string[] heading, string item)
    {
        var set = Enum.Parse<WordClass>(heading[1], ignoreCase: true);
        var singular = set == WordClass.Role;
        foreach (var form in heading.Contains("inflected", StringComparer.Ordinal) ? Forms(language, item) : [item])
        {
            // The plural of a role is a team.
            var actual = singular && form.EndsWith('s') && !item.EndsWith('s') ? WordClass.Team : set;
            var word = Number(form);
            _classes[word] |= actual;
            AddSet(word, SetNumber("<" + actual.ToString().ToLowerInvariant() + ">"));
        }
    }

    private void AddEntry(string language, string[] heading, string lemma, IEnumerable<string> patterns)
    {
        var topic = Enum.Parse<Topic>(heading[0], ignoreCase: true);
        var id = FormattableString.Invariant($"{language}.{topic.ToString().ToLowerInvariant()}.{Slug(lemma)}");
        if (!_ids.Add(id))
        {
            return;
        }

        var entry = new LexiconEntry(
            id,
            topic,
            float.Parse(heading[1], CultureInfo.InvariantCulture),
            heading.Contains("alone", StringComparer.Ordinal) ? Aim.Alone : heading.Contains("said", StringComparer.Ordinal) ? Aim.Said : heading.Contains("person", StringComparer.Ordinal) ? Aim.Person
                : heading.Contains("phrase", StringComparer.Ordinal) ? Aim.Phrase : Aim.Aimed,
            heading.Contains("gross", StringComparer.Ordinal) ? Gravity.Gross : heading.Contains("insistence", StringComparer.Ordinal) ? Gravity.Insistence : Gravity.Plain,
            heading.Contains("thing", StringComparer.Ordinal),
            heading.Contains("slur", StringComparer.Ordinal));
        _entries.Add(entry);
        foreach (var pattern in patterns)
        {
            foreach (var sequence in PhrasePattern.Sequences(pattern))
            {
                if (sequence.Count == 1 && sequence[0][0] is not ('<' or '{') && entry.Aim == Aim.Alone)
                {
                    _maskable.Add(Number(sequence[0]));
                }

                _trie.Add(sequence.Select(part => Symbol(language, part)), entry);
            }
        }
    }

    private int Symbol(string language, string part)
    {
        if (part == "..")
        {
            return PhraseTrieBuilder.Gap;
        }

        if (part[0] == '<')
        {
            return part switch
            {
                "<num>" => PhraseTrieBuilder.Number,
                "<any>" => PhraseTrieBuilder.Any,
                "<name>" => PhraseTrieBuilder.Name,
                _ => Enum.TryParse<WordClass>(part[1..^1], ignoreCase: true, out _) ? -SetNumber(part) : throw new InvalidDataException("The lexicon names the unknown set " + part + "."),
            };
        }

        if (part[0] == PhrasePattern.SetMark)
        {
            var group = SetNumber(part);
            foreach (var word in part[1..].Split('|'))
            {
                AddSet(Number(word), group);
            }

            return -group;
        }

        if (part[0] != '{')
        {
            return Number(part);
        }

        var known = _setNumbers.ContainsKey(language + part);
        var set = SetNumber(language + part);
        if (!known)
        {
            foreach (var form in VerbForms(language, part[1..^1]))
            {
                AddSet(Number(form), set);
            }
        }

        return -set;
    }

    private IEnumerable<string> VerbForms(string language, string lemma) =>
        _forms.TryGetValue(language + ":" + lemma, out var listed) ? listed
        : language == "fr" ? (lemma.EndsWith("er", StringComparison.Ordinal) || lemma.EndsWith("ir", StringComparison.Ordinal) || lemma.EndsWith("re", StringComparison.Ordinal) ? FrenchInflection.Verb(lemma) : FrenchInflection.Noun(lemma))
        : EnglishInflection.Verb(lemma);

    /// <summary>Forms of an item: <c>word!</c> has only a plural, <c>word/other</c> names a further form, several words inflect the first only.</summary>
    private IEnumerable<string> Forms(string language, string item)
    {
        if (item.EndsWith('='))
        {
            return [item[..^1]];
        }

        var parts = item.Split('/');
        var head = parts[0].TrimEnd('!');
        if (_forms.TryGetValue(language + ":" + head, out var listed))
        {
            return listed;
        }

        var space = head.IndexOf(' ', StringComparison.Ordinal);
        var rest = space > 0 ? head[space..] : "";
        var word = rest.Length > 0 ? head[..space] : head;
        var invariable = parts[0].EndsWith('!');
        IEnumerable<string> forms = language == "fr"
            ? (invariable ? [word, FrenchInflection.Plural(word)] : FrenchInflection.Noun(word))
            : (invariable ? [word] : EnglishInflection.Noun(word));
        foreach (var other in parts.Skip(1))
        {
            forms = forms.Concat([other, language == "fr" ? FrenchInflection.Plural(other) : EnglishInflection.Plural(other)]);
        }

        return forms.Select(form => form + rest).Distinct(StringComparer.Ordinal);
    }

    private int Number(string word)
    {
        var folded = NormalizedText.Of(word).Folded.ToString();
        if (!_words.TryGetValue(folded, out var number))
        {
            number = _classes.Count;
            _words.Add(folded, number);
            _classes.Add(WordClass.None);
            _sets.Add([]);
        }

        return number;
    }

    private int SetNumber(string name)
    {
        if (!_setNumbers.TryGetValue(name, out var number))
        {
            number = PhraseTrieBuilder.FirstSet + _setNumbers.Count;
            _setNumbers.Add(name, number);
        }

        return number;
    }

    private void AddSet(int word, int set)
    {
        if (!_sets[word].Contains(-set))
        {
            _sets[word].Add(-set);
        }
    }

    private static string Slug(string lemma) => string.Concat(lemma.Select(character => char.IsAsciiLetterOrDigit(character) ? character : char.IsLetter(character) || char.IsSurrogate(character) ? character : '-')) is var slug && slug.Length > 60 ? slug[..60] : slug;
}
