namespace Vigie.Classifier.Text;

/// <summary>A text folded once (case, accents, look-alikes, invisible characters), with the way back to the original's UTF-16 offsets.</summary>
internal sealed class NormalizedText
{
    private readonly char[] _folded;
    private readonly int[]? _starts;
    private readonly byte[]? _lengths;

    private NormalizedText(string original, char[] folded, int[]? starts, byte[]? lengths, int length)
    {
        Original = original;
        _folded = folded;
        _starts = starts;
        _lengths = lengths;
        Length = length;
    }

    /// <summary>The text as stored, never changed.</summary>
    public string Original { get; }

    /// <summary>Number of folded characters.</summary>
    public int Length { get; }

    /// <summary>The folded characters.</summary>
    public ReadOnlySpan<char> Folded => _folded.AsSpan(0, Length);

    /// <summary>Where a folded character begins in the original.</summary>
    public int OriginalStart(int folded) => _starts is null ? folded : _starts[folded];

    /// <summary>Where a folded character ends in the original.</summary>
    public int OriginalEnd(int folded) => _starts is null ? folded + 1 : _starts[folded] + _lengths![folded]; // Both maps exist or none.

    /// <summary>The place in the original of a range of folded characters; never splits a surrogate pair.</summary>
    public TextSpan ToOriginal(int start, int end) => end <= start ? new TextSpan(0, 0) : new TextSpan(OriginalStart(start), OriginalEnd(end - 1));

    /// <summary>Folds a text; never throws, whatever the string holds.</summary>
    public static NormalizedText Of(string original)
    {
        var folded = new char[original.Length];

        // Most texts fold one to one and need no map: it begins with the first character that does not.
        int[]? starts = null;
        byte[]? lengths = null;
        var count = 0;
        for (var index = 0; index < original.Length; index++)
        {
            var character = original[index];
            if (char.IsSurrogate(character))
            {
                // A lone surrogate becomes a space: it can hide between letters but carries nothing.
                if (!char.IsHighSurrogate(character) || index + 1 >= original.Length || !char.IsLowSurrogate(original[index + 1]))
                {
                    Add(' ', index, 1);
                    continue;
                }

                var letter = CharacterFolding.FoldSupplementary(char.ConvertToUtf32(character, original[index + 1]));
                if (letter == CharacterFolding.Dropped)
                {
                    Add(character, index, 1);
                    Add(original[index + 1], index + 1, 1);
                }
                else
                {
                    Map();
                    Add(letter, index, 2);
                }

                index++;
                continue;
            }

            var simple = CharacterFolding.Fold(character);
            switch (simple)
            {
                case CharacterFolding.Dropped:
                    Map();
                    break;
                case CharacterFolding.Expands:
                    Map();
                    foreach (var part in CharacterFolding.Expansion(character))
                    {
                        Add(part, index, 1);
                    }

                    break;
                default:
                    Add(simple, index, 1);
                    break;
            }
        }

        return new NormalizedText(original, folded, starts, lengths, count);

        void Map()
        {
            if (starts is not null)
            {
                return;
            }

            starts = new int[folded.Length];
            lengths = new byte[folded.Length];
            for (var index = 0; index < count; index++)
            {
                starts[index] = index;
                lengths[index] = 1;
            }
        }

        void Add(char character, int start, byte length)
        {
            if (starts is null)
            {
                folded[count++] = character;
                return;
            }

            if (count == folded.Length)
            {
                Array.Resize(ref folded, (count * 2) + 16);
                Array.Resize(ref starts, folded.Length);
                Array.Resize(ref lengths, folded.Length);
            }

            folded[count] = character;
            starts[count] = start;
            lengths![count++] = length;
        }
    }
}
