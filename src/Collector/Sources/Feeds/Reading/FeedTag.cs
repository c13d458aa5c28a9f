namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>A category.</summary>
internal sealed record FeedTag(string Term, string? Scheme, string? Label);
