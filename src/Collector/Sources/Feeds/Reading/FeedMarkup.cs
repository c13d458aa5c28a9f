using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>
/// Markup in one form: lower-case tags, quoted attributes in alphabetical order, absolute addresses, no script. Two copies of a post that differ in
/// quotes or in relative addresses are then the same text, and an edit is an edit.
/// </summary>
internal static partial class FeedMarkup
{
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr" };
    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal) { "script", "style", "iframe", "object", "embed", "applet", "base", "meta", "link" };
    private static readonly HashSet<string> Addresses = new(StringComparer.Ordinal) { "href", "src", "cite", "action", "background", "longdesc", "poster", "usemap" };

    /// <summary>Writes the inside of an element as markup.</summary>
    /// <param name="element">Element of the feed's tree.</param>
    /// <param name="escape">False when its text is markup already.</param>
    public static string Write(FeedElement element, bool escape)
    {
        var markup = new StringBuilder();
        Write(element, escape, markup);
        return markup.ToString();
    }

    public static string Normalize(string markup, Uri? from)
    {
        if (markup.AsSpan().IndexOfAny('<', '&') < 0)
            return markup;

        var normal = new StringBuilder(markup.Length);
        using var source = new TextSource(markup);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true, IsAcceptingCharacterData = true, IsPreservingAttributeNames = true, IsNotConsumingCharacterReferences = true,
        };
        string? dropped = null;
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
        {
            if (dropped is not null)
                dropped = token.Type == HtmlTokenType.EndTag && token.Name == dropped ? null : dropped;
            else if (token.Type == HtmlTokenType.Character)
                normal.Append(Text(token.Data));
            else if (token.Type == HtmlTokenType.StartTag && Dropped.Contains(token.Name))
                dropped = Drop((HtmlTagToken)token, tokenizer);
            else if (token.Type == HtmlTokenType.StartTag)
                Start((HtmlTagToken)token, from, normal);
            else if (token.Type == HtmlTokenType.EndTag && !Void.Contains(token.Name) && !Dropped.Contains(token.Name))
                normal.Append("</").Append(Local(token.Name)).Append('>');
        }

        return normal.ToString();
    }

    private static void Write(FeedElement element, bool escape, StringBuilder markup)
    {
        foreach (var child in element.Children)
        {
            if (child is not FeedElement inner)
            {
                markup.Append(escape ? Escape((string)child) : (string)child);
                continue;
            }

            markup.Append('<').Append(inner.Tag);
            foreach (var (name, value) in inner.Attributes)
                markup.Append(' ').Append(name).Append("=\"").Append(Quote(Escape(value))).Append('"');
            if (Void.Contains(inner.Tag))
            {
                markup.Append(" />");
                continue;
            }

            markup.Append('>');
            Write(inner, escape, markup);
            markup.Append("</").Append(inner.Tag).Append('>');
        }
    }

    private static string? Drop(HtmlTagToken tag, HtmlTokenizer tokenizer)
    {
        if (tag.IsSelfClosing || Void.Contains(tag.Name))
            return null;
        tokenizer.State = tag.Name switch
        {
            "script" => HtmlParseMode.Script,
            "style" or "iframe" => HtmlParseMode.Rawtext,
            _ => HtmlParseMode.PCData,
        };
        return tag.Name;
    }

    private static void Start(HtmlTagToken tag, Uri? from, StringBuilder normal)
    {
        var name = Local(tag.Name);
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in tag.Attributes)
        {
            var key = attribute.Name;
            if (!key.StartsWith("on", StringComparison.OrdinalIgnoreCase) && Value(key, attribute.Value, from) is { } value)
                attributes.TryAdd(key, value);
        }

        // Foreign markup keeps what makes it readable outside the feed.
        if (name is "svg" or "math")
            attributes["xmlns"] = name is "svg" ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1998/Math/MathML";
        if (attributes.Keys.Any(key => key.StartsWith("xlink:", StringComparison.Ordinal)))
            attributes["xmlns:xlink"] = "http://www.w3.org/1999/xlink";

        normal.Append('<').Append(name);
        foreach (var (key, value) in attributes)
            normal.Append(' ').Append(key).Append("=\"").Append(value).Append('"');
        normal.Append(Void.Contains(name) ? " />" : ">");
    }

    /// <returns>Null for an address that a browser would run.</returns>
    private static string? Value(string key, string value, Uri? from)
    {
        if (Addresses.Contains(key.ToLowerInvariant()))
        {
            var address = WebUtility.HtmlDecode(value).Trim();
            if (address.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || address.StartsWith("vbscript:", StringComparison.OrdinalIgnoreCase))
                return null;
            // What is absolute stays as it was written; only the ampersand is brought into form.
            value = from is null ? value : FeedAddress.Resolve(from, address) is var resolved && resolved == address ? value : Escape(resolved);
        }

        return Quote(Text(value)).Replace(">", "&gt;", StringComparison.Ordinal);
    }

    private static string Local(string tag) => tag[(tag.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static string Quote(string value) => value.Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    // Text with its references left alone, except a bare ampersand and a number that means another character.
    private static string Text(string text)
    {
        if (text.Contains('&', StringComparison.Ordinal))
            text = Ampersand.Replace(text, Reference);
        return text.Replace("<", "&lt;", StringComparison.Ordinal);
    }

    private static string Reference(Match match)
    {
        if (!match.Groups["body"].Success)
            return "&amp;";
        var body = match.Groups["body"].Value;
        if (body is not ['#', >= '0' and <= '9', ..])
            return match.Value;
        var code = int.Parse(body.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
        return FeedCharacters.Meant(code) is var meant && meant != code ? string.Create(CultureInfo.InvariantCulture, $"&#x{meant:x};") : match.Value;
    }

    // The time covers all replacements in a text of any length; each by itself is bounded by the pattern.
    [GeneratedRegex("&(?:(?<body>#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Ampersand { get; }
}
