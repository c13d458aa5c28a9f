using System.Text;
using System.Text.RegularExpressions;

namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>Reads the text of an element in all the ways in which feeds carry one: plain, escaped, inline, base64.</summary>
internal static partial class FeedTextReader
{
    private const int Head = 64 * 1024;

    /// <summary>An element's text with its type and language.</summary>
    /// <param name="element">Element.</param>
    /// <param name="usual">Its type when it does not say.</param>
    /// <param name="isAtom">Atom says what is HTML; RSS does not, so what looks like HTML is.</param>
    public static FeedText Read(FeedElement element, string usual, bool isAtom)
    {
        var type = element.Attribute("type") is { } said ? FeedMediaType.Read(said) : usual;
        var address = element.Attribute("src") is { } src ? element.Resolve(src) : null;
        var value = Value(element, type, isAtom, out var decoded).Trim();
        if ((decoded || (!isAtom && type == FeedMediaType.Plain)) && LooksLikeHtml(value))
            type = FeedMediaType.Html;
        if (FeedMediaType.IsHtml(type))
            value = FeedMarkup.Normalize(value, element.Base).Trim();
        return new FeedText(FeedCharacters.Repair(value), type, element.Language, address);
    }

    /// <summary>The plain text below an element, without its markup.</summary>
    public static string Plain(FeedElement element)
    {
        if (element.Children is [string only])
            return FeedCharacters.Repair(only.Trim());
        var text = new StringBuilder();
        Append(element, text);
        return FeedCharacters.Repair(text.ToString().Trim());
    }

    private static void Append(FeedElement element, StringBuilder text)
    {
        foreach (var child in element.Children)
        {
            if (child is FeedElement inner)
                Append(inner, text);
            else
                text.Append((string)child);
        }
    }

    private static string Value(FeedElement element, string type, bool isAtom, out bool decoded)
    {
        decoded = false;
        if (element.Elements.Any())
        {
            var within = Wrapper(element) ?? element;
            // In an element of escaped HTML the text is markup already; in one of XHTML it is text.
            return FeedMarkup.Write(within, escape: type != FeedMediaType.Html);
        }

        var text = string.Concat(element.Children.OfType<string>());
        var isBase64 = string.Equals(element.Attribute("mode"), "base64", StringComparison.OrdinalIgnoreCase) || (isAtom && FeedMediaType.IsBinary(type));
        if (!isBase64)
            return text;
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            return text;
        decoded = true;
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    // Atom wraps XHTML in a div that is not part of the text.
    private static FeedElement? Wrapper(FeedElement element) =>
        element.Children.Where(child => child is not string text || !string.IsNullOrWhiteSpace(text)).ToList() is [FeedElement { Tag: "div" } only] ? only : null;

    private static bool LooksLikeHtml(string value)
    {
        // What is HTML shows it at its beginning.
        var head = value.AsSpan(0, Math.Min(value.Length, Head));
        return head.IndexOfAny('<', '&') >= 0 && (EndTag.IsMatch(head) || Break.IsMatch(head) || Reference.IsMatch(head));
    }

    [GeneratedRegex("</[A-Za-z][A-Za-z0-9]{0,20}>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EndTag { get; }

    [GeneratedRegex("<(?:br|img|hr)[ />]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Break { get; }

    [GeneratedRegex("&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,30});", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference { get; }
}
