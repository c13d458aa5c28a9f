using Vigie.Collector.Inbound;
using Vigie.Collector.Sources.Bluesky;
using Vigie.Collector.Sources.Feeds;
using Vigie.Collector.Sources.Mastodon;
using Vigie.Collector.Sources.Replay;

namespace Vigie.Collector.Sources;

/// <summary>Every platform that Vigie speaks. A new one is a folder below this one and a line here; a test fails when the line is missing.</summary>
public static class Platforms
{
    /// <summary>The platforms, in alphabetical order.</summary>
    public static IReadOnlyList<SourcePlatform> All { get; } =
    [
        new BlueskyPlatform(),
        new FeedPlatform(),
        new InboundPlatform(),
        new MastodonPlatform(),
        new ReplayPlatform(),
    ];

    /// <summary>The platform of that word, or null.</summary>
    public static SourcePlatform? Find(string name) =>
        All.FirstOrDefault(platform => string.Equals(platform.Name, name, StringComparison.OrdinalIgnoreCase));
}
