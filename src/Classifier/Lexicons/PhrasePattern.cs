namespace Vigie.Classifier.Lexicons;

/// <summary>Spells out an expression with alternatives, <c>je vais (te|vous) {tuer}</c>, into its sequences.</summary>
internal static class PhrasePattern
{
    // An expression that multiplies out to more is a mistake of the file.
    private const int Most = 20_000;

    /// <summary>Begins a part that stands for any of several words.</summary>
    public const char SetMark = '=';

    /// <summary>All sequences of parts; an empty alternative leaves the part out.</summary>
    public static List<List<string>> Sequences(string pattern)
    {
        var sequences = new List<List<string>> { new() };
        foreach (var part in Parts(pattern))
        {
            var next = new List<List<string>>();
            foreach (var alternative in part)
            {
                var words = alternative.Split([' ', '\'', '-'], StringSplitOptions.RemoveEmptyEntries);
                next.AddRange(sequences.Select(sequence => sequence.Concat(words).ToList()));
            }

            sequences = next;
            if (sequences.Count > Most)
            {
                throw new InvalidDataException("A lexicon expression has more than " + Most + " readings.");
            }
        }

        return [.. sequences.Where(sequence => sequence.Count > 0)];
    }

    /// <summary>Single words of a group become one set of words, so that groups side by side do not multiply.</summary>
    private static string[] Grouped(string[] alternatives)
    {
        var single = alternatives.Where(alternative => alternative.Length > 0 && alternative.All(character => char.IsLetterOrDigit(character) || char.IsSurrogate(character))).ToList();
        return single.Count < 2 ? alternatives : [SetMark + string.Join('|', single), .. alternatives.Except(single, StringComparer.Ordinal)];
    }

    private static IEnumerable<string[]> Parts(string pattern)
    {
        var index = 0;
        while (index < pattern.Length)
        {
            if (pattern[index] == '(')
            {
                var close = pattern.IndexOf(')', index);
                yield return Grouped(pattern[(index + 1)..close].Split('|'));
                index = close + 1;
            }
            else
            {
                var open = pattern.IndexOf('(', index);
                var end = open < 0 ? pattern.Length : open;
                yield return [pattern[index..end]];
                index = end;
            }
        }
    }
}
