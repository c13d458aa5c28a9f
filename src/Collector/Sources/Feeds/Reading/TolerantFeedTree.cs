using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>
/// The second try: tags as AngleSharp's tokenizer finds them, whatever is unclosed, crossed or misspelt. Only the tokens: HTML's tree rules would move a
/// feed's elements about.
/// </summary>
internal static class TolerantFeedTree
{
    // Of HTML's elements without an end, those that stand in a feed's inline markup; "link" has one in RSS.
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "br", "hr", "img", "input", "wbr" };

    public static void Read(string text, FeedTreeBuilder tree)
    {
        var namespaces = new Dictionary<string, string>(StringComparer.Ordinal);
        using var source = new TextSource(text);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { SkipComments = true, IsAcceptingCharacterData = true, IsPreservingAttributeNames = true };
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile && !tree.IsOverLimit; token = tokenizer.Get())
        {
            switch (token.Type)
            {
                case HtmlTokenType.Character when tree.Depth > 0:
                    tree.Text(token.Data);
                    break;
                case HtmlTokenType.StartTag:
                    Open((HtmlTagToken)token, namespaces, tree);
                    break;
                case HtmlTokenType.EndTag:
                    tree.CloseNearest(Split(token.Name, namespaces).Name);
                    break;
            }
        }

        tree.Finish();
    }

    private static void Open(HtmlTagToken tag, Dictionary<string, string> namespaces, FeedTreeBuilder tree)
    {
        var attributes = new List<KeyValuePair<string, string>>();
        foreach (var attribute in tag.Attributes)
        {
            if (attribute.Name.StartsWith("xmlns:", StringComparison.Ordinal))
                namespaces[attribute.Name[6..].ToLowerInvariant()] = attribute.Value;
            else
                attributes.Add(new(attribute.Name, attribute.Value));
        }

        // A second <item> inside an open one is a forgotten end tag, not an item in an item.
        var (name, local, space) = Split(tag.Name, namespaces);
        if (name is "item" or "entry")
            tree.CloseNearest(name);
        tree.Open(name, local, space, attributes);
        if (tag.IsSelfClosing || Void.Contains(name))
            tree.Close();
    }

    private static (string Name, string Local, string Namespace) Split(string tag, Dictionary<string, string> namespaces)
    {
        var colon = tag.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon < 0 ? string.Empty : tag[..colon].ToLowerInvariant();
        var local = tag[(colon + 1)..];
        // A default namespace is left out of account: XHTML inside a description declares one, and without a prefix the feed's own words win.
        var space = colon < 0 ? string.Empty : namespaces.GetValueOrDefault(prefix, $"undeclared:{prefix}");
        return (FeedNames.Canonical(space, prefix, local), local, space);
    }
}
