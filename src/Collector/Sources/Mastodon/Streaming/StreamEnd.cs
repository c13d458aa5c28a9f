namespace Vigie.Collector.Sources.Mastodon.Streaming;

/// <summary>How a connection ended.</summary>
/// <param name="Refusal">Why; null when it was only silent for too long.</param>
internal sealed record StreamEnd(SourceRefusal? Refusal);
