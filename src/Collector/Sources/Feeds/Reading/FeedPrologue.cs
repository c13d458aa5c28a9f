using System.Text.RegularExpressions;

namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>
/// Cuts off a document type before any XML reader sees it: it is never processed and nothing is loaded for it. What it may leave behind are
/// plain-text abbreviations ("&amp;brand;" for a name): no markup, no other entity inside, and little in all, so nothing can grow.
/// </summary>
internal static partial class FeedPrologue
{
    private const int Longest = 64 * 1024;

    public static FeedPrologueCut Cut(string text)
    {
        var start = Start(text);
        if (start < 0)
            return new FeedPrologueCut(text, IsNetscape: false);
        var end = End(text, start);
        if (end < 0)
            return new FeedPrologueCut(text, IsNetscape: false);

        var declaration = text[start..end];
        var rest = string.Concat(text.AsSpan(0, start), text.AsSpan(end));
        return new FeedPrologueCut(Expand(rest, declaration), declaration.Contains("//DTD RSS 0.91//", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Only before the root: a CDATA section that talks of DOCTYPE is text.</summary>
    private static int Start(string text)
    {
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (text.AsSpan(at).StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
                return at;
            var skip = text.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal) ? "-->" : text.AsSpan(at).StartsWith("<?", StringComparison.Ordinal) ? "?>" : null;
            var end = skip is null ? -1 : text.IndexOf(skip, at + 2, StringComparison.Ordinal);
            if (end < 0)
                return -1;
            at = end + skip!.Length;
        }
    }

    private static int End(string text, int start)
    {
        var inside = false;
        var quote = '\0';
        for (var at = start; at < Math.Min(text.Length, start + Longest); at++)
        {
            var character = text[at];
            if (quote != '\0')
                quote = character == quote ? '\0' : quote;
            else if (character is '"' or '\'')
                quote = character;
            else if (character == '[')
                inside = true;
            else if (character == ']')
                inside = false;
            else if (character == '>' && !inside)
                return at + 1;
        }

        return -1;
    }

    private static string Expand(string text, string declaration)
    {
        var growth = 0;
        foreach (var match in Abbreviation.Matches(declaration).Take(FeedLimits.Abbreviations))
        {
            var reference = $"&{match.Groups["name"].Value};";
            var value = match.Groups["value"].Value;
            growth += text.AsSpan().Count(reference) * value.Length;
            if (growth > FeedLimits.ExpandedCharacters)
                return text;
            text = text.Replace(reference, value, StringComparison.Ordinal);
        }

        return text;
    }

    [GeneratedRegex(@"<!ENTITY\s{1,20}(?<name>[A-Za-z_][\w.-]{0,63})\s{1,20}(?<quote>[""'])(?<value>[^""'<>&%]{0,256})\k<quote>\s{0,20}>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Abbreviation { get; }
}
