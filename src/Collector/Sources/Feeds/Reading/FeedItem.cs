namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>A feed, an entry, the source of an entry, an image or a text input: all of them are described in the same words.</summary>
internal sealed class FeedItem
{
    public FeedText? Title { get; set; }

    public FeedText? Subtitle { get; set; }

    public FeedText? Summary { get; set; }

    public FeedText? Rights { get; set; }

    public FeedText? Info { get; set; }

    public List<FeedText> Contents { get; } = [];

    /// <summary><c>atom:id</c>, <c>guid</c> or <c>rdf:about</c>: opaque, never resolved, never normalised.</summary>
    public string? Id { get; set; }

    /// <summary>A guid that is the permalink because there is no link beside it.</summary>
    public bool IdIsLink { get; set; }

    /// <summary>Address of the page for people.</summary>
    public string? Link { get; set; }

    /// <summary>Address that the element itself carries (RSS <c>source url</c>, <c>image url</c>).</summary>
    public string? Address { get; set; }

    public List<FeedLink> Links { get; } = [];

    public List<FeedPerson> Authors { get; } = [];

    public List<FeedPerson> Contributors { get; } = [];

    public FeedPerson? Publisher { get; set; }

    public FeedDate? Published { get; set; }

    public FeedDate? Updated { get; set; }

    public FeedDate? Created { get; set; }

    public FeedDate? Expired { get; set; }

    public FeedDate? ValidFrom { get; set; }

    public FeedDate? ValidUntil { get; set; }

    public List<FeedTag> Tags { get; } = [];

    public FeedGenerator? Generator { get; set; }

    public string? Language { get; set; }

    public FeedItem? Source { get; set; }

    public FeedItem? Image { get; set; }

    public FeedItem? TextInput { get; set; }

    /// <summary><c>thr:in-reply-to</c>, RFC 4685: its attributes by name.</summary>
    public IReadOnlyDictionary<string, string>? InReplyTo { get; set; }

    /// <summary>RSS <c>cloud</c>: its attributes by name.</summary>
    public IReadOnlyDictionary<string, string>? Cloud { get; set; }

    /// <summary>Everything else that has a plain value, by name with its prefix: <c>ttl</c>, <c>sy:updateperiod</c>, <c>slash:comments</c>, …</summary>
    public Dictionary<string, string> More { get; } = new(StringComparer.Ordinal);
}
