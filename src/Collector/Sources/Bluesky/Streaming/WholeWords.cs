using System.Globalization;
using System.Text;

namespace Vigie.Collector.Sources.Bluesky.Streaming;

/// <summary>Finds words in a text as whole words: capital letters do not matter, letters and digits around them do.</summary>
internal sealed class WholeWords(IEnumerable<string> words)
{
    private readonly string[] _words = [.. words.Select(word => word.Trim().Normalize())];

    public bool AnyIn(string text)
    {
        if (_words.Length == 0)
            return false;
        var normal = text.IsNormalized() ? text : text.Normalize();
        return Array.Exists(_words, word => IsIn(normal, word));
    }

    private static bool IsIn(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (!EndsInWord(text.AsSpan(0, at)) && !BeginsInWord(text.AsSpan(at + word.Length)))
                return true;
        }

        return false;
    }

    private static bool EndsInWord(ReadOnlySpan<char> text)
    {
        Rune.DecodeLastFromUtf16(text, out var rune, out _);
        return !text.IsEmpty && IsWord(rune);
    }

    private static bool BeginsInWord(ReadOnlySpan<char> text)
    {
        Rune.DecodeFromUtf16(text, out var rune, out _);
        return !text.IsEmpty && IsWord(rune);
    }

    private static bool IsWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
