namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>Which of the formats a root element stands for, in feedparser's words.</summary>
internal static class FeedVersion
{
    /// <returns>Empty for a feed of unknown version, null for no feed.</returns>
    public static string? Of(FeedElement root, bool isNetscape) => root.Name switch
    {
        "rss" => Rss(root.Attribute("version")?.Trim(), isNetscape),
        "rdf:rdf" => Rdf(root),
        "feed" => Atom(root),
        // A fragment that lost its root is still read.
        "channel" or "item" or "entry" => string.Empty,
        _ => null,
    };

    private static string Rss(string? version, bool isNetscape) => version switch
    {
        "0.90" => "rss090",
        "0.91" => isNetscape ? "rss091n" : "rss091u",
        "0.92" or "0.93" or "0.94" => $"rss0{version[2..]}",
        not null when version.StartsWith('2') => "rss20",
        _ => "rss",
    };

    private static string Rdf(FeedElement root)
    {
        var space = root.Elements.Select(element => element.Namespace).FirstOrDefault(name => name.Contains("netscape", StringComparison.Ordinal) || name.Contains("purl.org/rss", StringComparison.Ordinal));
        space ??= root.Attribute("xmlns");
        return space is not null && space.Contains("netscape", StringComparison.Ordinal) ? "rss090" : "rss10";
    }

    private static string Atom(FeedElement root)
    {
        // The tolerant reader knows default namespaces by the attribute only.
        var space = root.Namespace.Length > 0 ? root.Namespace : root.Attribute("xmlns");
        if (string.Equals(space, FeedNames.Atom10, StringComparison.OrdinalIgnoreCase))
            return "atom10";
        return string.Equals(space, FeedNames.Atom03, StringComparison.OrdinalIgnoreCase) ? "atom03" : "atom";
    }
}
