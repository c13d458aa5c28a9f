using System.Text;

namespace Vigie.Collector.Intake;

/// <summary>Text from the internet, made fit to be stored in both databases and judged.</summary>
/// <param name="Value">The text: no NUL or other control characters but tab and line feed, no lone surrogate, NFC, within the byte limit.</param>
/// <param name="Truncated">True when the limit cut it.</param>
public sealed record CleanText(string Value, bool Truncated)
{
    /// <summary>Cleans a text. Never throws, whatever the text.</summary>
    /// <param name="text">Text as received.</param>
    /// <param name="maxBytes">Most UTF-8 bytes kept.</param>
    public static CleanText Of(string text, int maxBytes)
    {
        // A character is at least one byte: what lies beyond this can never be kept, so a huge text costs no more than a long one.
        // Twice, because composition and dropped controls shorten it.
        var window = text.Length > maxBytes * 2 ? text[..WholeCharacters(text, maxBytes * 2)] : text;
        var clean = WithoutControls(window);
        var composed = clean.IsNormalized(NormalizationForm.FormC) ? clean : clean.Normalize(NormalizationForm.FormC);
        var kept = Cut(composed, maxBytes);
        return new CleanText(kept, kept.Length < composed.Length || window.Length < text.Length);
    }

    /// <summary>Cleans a short field (a name, an id, an address); null and empty stay null.</summary>
    public static string? OfField(string? field, int maxBytes = 1_024)
    {
        var clean = field is null ? null : Of(field, maxBytes).Value.Trim();
        return string.IsNullOrEmpty(clean) ? null : clean;
    }

    // Not between the halves of a character.
    private static int WholeCharacters(string text, int length) => char.IsHighSurrogate(text[length - 1]) && char.IsLowSurrogate(text[length]) ? length - 1 : length;

    private static string WithoutControls(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                result.Append(character).Append(text[++i]);
            else if (char.IsSurrogate(character))
                result.Append('\uFFFD');
            else if (character == '\r')
                result.Append(i + 1 < text.Length && text[i + 1] == '\n' ? string.Empty : "\n");
            else if (character is '\t' or '\n' || !char.IsControl(character))
                result.Append(character is '\uFFFE' or '\uFFFF' ? '\uFFFD' : character);
        }

        return result.ToString();
    }

    private static string Cut(string text, int maxBytes)
    {
        if (text.Length * 3L <= maxBytes || Encoding.UTF8.GetByteCount(text) <= maxBytes)
            return text;

        var bytes = 0;
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes)
                break;
            end += rune.Utf16SequenceLength;
        }

        return text[..end];
    }
}
