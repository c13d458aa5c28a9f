namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>How much of a feed is read. A feed beyond any of these was made to hurt.</summary>
internal static class FeedLimits
{
    /// <summary>Elements within elements. Real feeds with inline XHTML stay below 40.</summary>
    public const int Depth = 256;

    /// <summary>Elements in all; a tree of more would cost more memory than its text.</summary>
    public const int Elements = 1_000_000;

    /// <summary>Entries; WordPress shows 10, the longest archives some thousands.</summary>
    public const int Entries = 50_000;

    /// <summary>Authors of one entry; each is compared with those before it.</summary>
    public const int Authors = 100;

    /// <summary>Abbreviations that an internal DTD may declare.</summary>
    public const int Abbreviations = 64;

    /// <summary>Characters that abbreviations may add to a document in all.</summary>
    public const int ExpandedCharacters = 256 * 1024;
}
