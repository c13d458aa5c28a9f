namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>The program that wrote the feed.</summary>
internal sealed record FeedGenerator(string Name, string? Address, string? Version);
