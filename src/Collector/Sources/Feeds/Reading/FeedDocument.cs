namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>A feed as read.</summary>
/// <param name="Version">Word of feedparser's tradition: <c>rss20</c>, <c>rss10</c>, <c>atom10</c>, …; empty when unknown.</param>
/// <param name="Encoding">Name of the encoding that the bytes were read in.</param>
/// <param name="Flaw">Why the document is not quite what it should be; null for a sound one.</param>
internal sealed record FeedDocument(string Version, string Encoding, FeedFlaw? Flaw)
{
    /// <summary>True when there is a feed at all: a page of HTML, an empty body or a document nested without end has none.</summary>
    public bool IsFeed { get; init; }

    /// <summary>What the feed says of itself.</summary>
    public FeedItem Feed { get; init; } = new();

    /// <summary>Its entries, in the order of the document.</summary>
    public IReadOnlyList<FeedItem> Entries { get; init; } = [];
}
