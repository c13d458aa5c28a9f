namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>The characters of a feed.</summary>
/// <param name="Text">The document, without a byte order mark.</param>
/// <param name="Encoding">What it was decoded from.</param>
/// <param name="Flaw">Set when header and declaration said otherwise.</param>
internal sealed record DecodedFeed(string Text, string Encoding, FeedFlaw? Flaw);
