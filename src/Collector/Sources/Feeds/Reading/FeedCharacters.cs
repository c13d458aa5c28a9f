using System.Buffers;
using System.Text;

namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>Repairs the two oldest faults of encodings: UTF-8 taken for Latin-1 and encoded again, and Windows-1252 in the place of control characters.</summary>
internal static class FeedCharacters
{
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0x80, 0x20).Select(code => (char)code)]);
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string Windows = Table();

    public static string Repair(string text)
    {
        // Both faults show in these characters, which nobody types: everything else passes at the price of one search.
        if (text.AsSpan().IndexOfAny(Controls) < 0)
            return text;
        return Undouble(text) ?? Translate(text);
    }

    /// <summary>The character that a number between 128 and 159 stands for in practice.</summary>
    public static int Meant(int code) => code is >= 0x80 and < 0xA0 ? Windows[code - 0x80] : code;

    private static string? Undouble(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\u0000', '\u00FF') >= 0)
            return null;
        try
        {
            return Utf8.GetString(Encoding.Latin1.GetBytes(text));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Translate(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var at = 0; at < source.Length; at++)
            target[at] = (char)Meant(source[at]);
    });

    private static string Table()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("windows-1252").GetString([.. Enumerable.Range(0x80, 0x20).Select(code => (byte)code)]);
    }
}
