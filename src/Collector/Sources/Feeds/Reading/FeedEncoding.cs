using System.Text;
using System.Text.RegularExpressions;

namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>
/// Finds out what the bytes of a feed are written in: what the header says (with RFC 3023's defaults), then the byte order mark, then the declaration,
/// then UTF-8, then Windows-1252, which reads anything.
/// </summary>
internal static partial class FeedEncoding
{
    // The declaration must stand in the first line; this is more than enough in any width of characters.
    private const int Head = 2048;

    static FeedEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static DecodedFeed Decode(byte[] body, string? contentType)
    {
        var header = FeedContentType.Read(contentType);
        var (mark, skip) = ByteOrder.Of(body);
        var declared = Declared(body, mark, skip);
        var expected = header.Expected(declared ?? mark);

        string?[] candidates = declared is not null && IsStateful(declared) && header.Charset is null
            ? [declared, expected, mark, "utf-8"]
            : [expected, declared, mark, "utf-8"];
        foreach (var name in candidates)
        {
            if (name is not null && Strictly(body.AsSpan(skip), name) is { } text)
                return new DecodedFeed(text, name, Same(name, expected) ? header.Flaw : FeedFlaw.EncodingOverridden);
        }

        var (fallback, how) = Leniently(body.AsSpan(skip));
        return new DecodedFeed(fallback, how, FeedFlaw.EncodingOverridden);
    }

    // Seven bits that look like ASCII and are not: RFC 3023's default would make noise of them without an error.
    private static bool IsStateful(string name) => name.StartsWith("iso-2022", StringComparison.Ordinal) || name.StartsWith("hz-", StringComparison.Ordinal);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string? Declared(byte[] body, string? mark, int skip)
    {
        var head = body.AsSpan(skip, Math.Min(Head, body.Length - skip));
        var text = (mark is null ? Encoding.Latin1 : Encoding.GetEncoding(mark)).GetString(head);
        if (Declaration.Match(text) is not { Success: true } match)
            return null;
        var name = match.Groups["name"].Value.ToLowerInvariant();
        // "utf-16" in a declaration does not say which half comes first; the first bytes do.
        var wide = name.Replace("-", string.Empty, StringComparison.Ordinal).Replace("_", string.Empty, StringComparison.Ordinal) is
            "u16" or "utf16" or "u32" or "utf32" or "utf16be" or "utf16le" or "utf32be" or "utf32le" or "iso10646ucs2" or "iso10646ucs4" or "ucs2" or "ucs4" or "csucs4" or "csunicode";
        if (wide)
            return mark ?? "utf-8";
        return name is "gb2312" or "gbk" ? "gb18030" : name;
    }

    private static string? Strictly(ReadOnlySpan<byte> body, string name)
    {
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(body);
        }
        catch (Exception exception) when (exception is DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            // Not these bytes, no such encoding, or one that .NET refuses for safety (UTF-7): the next candidate is asked.
            return null;
        }
    }

    // One broken character in a page of good UTF-8 must not turn every other letter into noise.
    private static (string Text, string Encoding) Leniently(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body);
        var broken = 0;
        var wide = 0;
        foreach (var character in text)
        {
            if (character == '\uFFFD')
                broken++;
            else if (character > '\u007F')
                wide++;
        }

        return wide > broken ? (text, "utf-8") : (Encoding.GetEncoding("windows-1252").GetString(body), "windows-1252");
    }

    [GeneratedRegex(@"^\s*<\?xml[^>]{0,512}?encoding\s*=\s*[""'](?<name>[A-Za-z0-9._:-]{1,40})[""']", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration { get; }
}
