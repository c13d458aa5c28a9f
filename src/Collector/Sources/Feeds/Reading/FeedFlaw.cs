namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>What is wrong with a feed that was read all the same.</summary>
internal enum FeedFlaw
{
    /// <summary>Not well-formed XML: read by the tolerant reader.</summary>
    BrokenXml,

    /// <summary>Read in another encoding than the header and the declaration say.</summary>
    EncodingOverridden,

    /// <summary>Sent with a content type that is none of XML.</summary>
    NotXmlContentType,

    /// <summary>No feed in it.</summary>
    NotAFeed,
}
