namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>A document without its document type.</summary>
/// <param name="Text">The document.</param>
/// <param name="IsNetscape">The type was Netscape's of RSS 0.91.</param>
internal sealed record FeedPrologueCut(string Text, bool IsNetscape);
