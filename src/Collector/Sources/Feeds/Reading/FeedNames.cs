using System.Collections.Frozen;

namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>One name for each element, whatever prefix its document chose: feeds mix namespaces, forget them and misspell them.</summary>
internal static class FeedNames
{
    public const string Xhtml = "http://www.w3.org/1999/xhtml";
    public const string Atom10 = "http://www.w3.org/2005/atom";
    public const string Atom03 = "http://purl.org/atom/ns#";

    // Lower case: "http://www.w3.org/2005/ATOM" is seen in the wild. The empty word is the feed's own vocabulary.
    private static readonly FrozenDictionary<string, string> Prefixes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [string.Empty] = string.Empty,
        ["http://backend.userland.com/rss"] = string.Empty,
        ["http://backend.userland.com/rss2"] = string.Empty,
        ["http://blogs.law.harvard.edu/tech/rss"] = string.Empty,
        ["http://purl.org/rss/1.0/"] = string.Empty,
        ["http://my.netscape.com/rdf/simple/0.9/"] = string.Empty,
        ["http://example.com/newformat#"] = string.Empty,
        ["http://purl.org/net/rss1.1#"] = string.Empty,
        [Atom10] = string.Empty,
        [Atom03] = string.Empty,
        ["http://purl.org/dc/elements/1.1/"] = "dc",
        ["http://purl.org/dc/elements/1.0/"] = "dc",
        ["http://purl.org/dc/terms/"] = "dcterms",
        ["http://purl.org/rss/1.0/modules/content/"] = "content",
        ["http://purl.org/rss/1.0/modules/syndication/"] = "sy",
        ["http://purl.org/rss/1.0/modules/slash/"] = "slash",
        ["http://wellformedweb.org/commentapi/"] = "wfw",
        ["http://purl.org/syndication/thread/1.0"] = "thr",
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"] = "rdf",
        ["http://www.w3.org/1999/xhtml"] = "xhtml",
        ["http://www.w3.org/xml/1998/namespace"] = "xml",
        ["http://www.w3.org/1999/xlink"] = "xlink",
        ["http://www.w3.org/2000/svg"] = "svg",
        ["http://www.w3.org/1998/math/mathml"] = "mathml",
        ["http://backend.userland.com/creativecommonsrssmodule"] = "creativecommons",
        ["http://web.resource.org/cc/"] = "cc",
        ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = "itunes",
        ["http://search.yahoo.com/mrss/"] = "media",
        ["http://www.georss.org/georss"] = "georss",
        ["http://www.opengis.net/gml"] = "gml",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Name of an element; always in lower case.</summary>
    public static string Canonical(string namespaceName, string prefix, string local) => Attribute(namespaceName, prefix, local).ToLowerInvariant();

    /// <summary>Name of an attribute: a known prefix where the document has another, and the case as written, which SVG needs.</summary>
    public static string Attribute(string namespaceName, string prefix, string local)
    {
        if (!Prefixes.TryGetValue(namespaceName.Trim().ToLowerInvariant(), out var known))
            known = prefix;
        return known.Length == 0 ? local : $"{known}:{local}";
    }
}
