namespace Vigie.Classifier.Text;

/// <summary>A text folded once (case, accents, look-alikes, invisible characters), with the way back to the original's UTF-16 offsets.</summary>
internal sealed class NormalizedText
{
    private readonly char[] _folded;
    private readonly int[] _starts;
    private readonly byte[] _lengths;

    private NormalizedText(string original, char[] folded, int[] starts, byte[] lengths, int length)
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
    public int OriginalStart(int folded) => _starts[folded];

    /// <summary>Where a folded character ends in the original.</summary>
    public int OriginalEnd(int folded) => _starts[folded] + _lengths[folded];

    /// <summary>The place in the original of a range of folded characters; never splits a surrogate pair.</summary>
    public TextSpan ToOriginal(int start, int end) => end <= start ? new TextSpan(0, 0) : new TextSpan(OriginalStart(start), OriginalEnd(end - 1));

    /// <summary>Folds a text; never throws, whatever the string holds.</summary>
    public static NormalizedText Of(string original)
    {
        var capacity = original.Length + 16;
        var folded = new char[capacity];
        var starts = new int[capacity];
        var lengths = new byte[capacity];
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
                    Add(character, index, 2);
                    Add(original[index + 1], index, 2);
                }
                else
                {
                    Add(letter, index, 2);
                }

                index++;
                continue;
            }

            var simple = CharacterFolding.Fold(character);
            switch (simple)
            {
                case CharacterFolding.Dropped:
                    break;
                case CharacterFolding.Expands:
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

        void Add(char character, int start, byte length)
        {
            if (count == folded.Length)
            {
                Array.Resize(ref folded, count * 2);
                Array.Resize(ref starts, count * 2);
                Array.Resize(ref lengths, count * 2);
            }

            folded[count] = character;
            starts[count] = start;
            lengths[count++] = length;
        }
    }
}
