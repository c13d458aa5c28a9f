using Vigie.Collector.Sources.Feeds.Reading;

namespace Vigie.Collector.Sources.Feeds;

/// <summary>A source of the platform <c>feed</c>: RSS, Atom or RDF at an address.</summary>
internal sealed class FeedOptions : SourceOptions
{
    /// <summary>Where the feed is; http or https. Required. For WordPress the posts are at <c>/feed/</c>, the comments at <c>/comments/feed/</c>.</summary>
    public Uri? Address { get; set; }

    /// <summary>
    /// Whether the feed's own pace (<c>ttl</c>, <c>sy:updatePeriod</c>, <c>Cache-Control: max-age</c>) is a lower bound of <c>Every</c>. Default true. Set it to
    /// false only for servers of the brand itself: WordPress says "hourly" unless told otherwise.
    /// </summary>
    public bool KeepPace { get; set; } = true;

    /// <summary>Names of authors that write for the brand: their entries are kept as its own answers and not judged. Default none.</summary>
    public IList<string> OwnAuthors { get; set; } = [];

    /// <inheritdoc />
    public override IEnumerable<string> Problems()
    {
        if (Address is null)
            yield return $"{nameof(Address)}: expected the address of a feed, e.g. https://example.org/comments/feed/";
        else if (!FeedAddress.IsWeb(Address))
            yield return $"{nameof(Address)}: expected an absolute address that begins with http:// or https://";
    }
}
