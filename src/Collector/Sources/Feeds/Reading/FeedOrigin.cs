namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>What is known of a feed besides its bytes.</summary>
/// <param name="ContentType"><c>Content-Type</c> as received; null when there was none.</param>
/// <param name="Address">Where it came from.</param>
/// <param name="ContentLocation"><c>Content-Location</c> as received: the base of relative addresses.</param>
/// <param name="ContentLanguage"><c>Content-Language</c> as received.</param>
internal sealed record FeedOrigin(string? ContentType = null, Uri? Address = null, string? ContentLocation = null, string? ContentLanguage = null);
