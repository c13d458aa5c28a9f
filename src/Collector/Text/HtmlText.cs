using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Vigie.Collector.Text;

/// <summary>HTML as a platform sends it, turned into what a reader sees: one line for each block and each <c>br</c>, no script, no style.</summary>
/// <remarks>
/// Works on AngleSharp's tokens and never builds a tree: a post of a hundred thousand nested elements then costs a pass over its text, where the tree
/// builder would search its stack of open elements for each of them.
/// </remarks>
internal static class HtmlText
{
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "optgroup", "option",
        "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    };

    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "template", "noscript", "head", "title", "iframe", "object" };

    public static string ToPlainText(string html)
    {
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
            return PlainTextWriter.Collapse(html);

        var writer = new PlainTextWriter();
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { SkipComments = true, IsAcceptingCharacterData = true };
        string? dropped = null;
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
        {
            if (dropped is not null)
            {
                // Only its own end tag ends a dropped element; what it nests is dropped with it.
                if (token.Type == HtmlTokenType.EndTag && string.Equals(token.Name, dropped, StringComparison.OrdinalIgnoreCase))
                    dropped = null;
                continue;
            }

            switch (token.Type)
            {
                case HtmlTokenType.Character:
                    writer.Text(token.Data);
                    break;
                case HtmlTokenType.StartTag when Dropped.Contains(token.Name) && token is HtmlTagToken { IsSelfClosing: false }:
                    dropped = token.Name;
                    // In these the tokenizer itself must not see tags: "if (a<b)" is no element.
                    tokenizer.State = token.Name switch
                    {
                        "script" => HtmlParseMode.Script,
                        "style" or "iframe" or "noscript" => HtmlParseMode.Rawtext,
                        "title" => HtmlParseMode.RCData,
                        _ => HtmlParseMode.PCData,
                    };
                    break;
                case HtmlTokenType.StartTag:
                    Open((HtmlTagToken)token, writer);
                    break;
                case HtmlTokenType.EndTag:
                    Close(token.Name, writer);
                    break;
            }
        }

        return writer.ToString();
    }

    private static void Open(HtmlTagToken tag, PlainTextWriter writer)
    {
        if (string.Equals(tag.Name, "br", StringComparison.Ordinal))
            writer.LineBreak();
        else if (Blocks.Contains(tag.Name))
            writer.Block();
        else if (tag.Name is "td" or "th")
            writer.Text(" ");
        // WordPress and forums send an emoji as a picture: its alternative text is the character that was typed.
        else if (tag.Name is "img" && IsEmoji(tag.GetAttribute("class")))
            writer.Text(tag.GetAttribute("alt"));

        if (tag.Name is "pre")
            writer.Preformatted++;
    }

    private static void Close(string name, PlainTextWriter writer)
    {
        if (name is "pre" && writer.Preformatted > 0)
            writer.Preformatted--;
        if (Blocks.Contains(name))
            writer.Block();
    }

    private static bool IsEmoji(string? cssClass) =>
        cssClass is not null && (cssClass.Contains("emoji", StringComparison.OrdinalIgnoreCase) || cssClass.Contains("smiley", StringComparison.OrdinalIgnoreCase));
}
