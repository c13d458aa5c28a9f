using Vigie.Collector.Sources.Bluesky.Pull;
using Vigie.Collector.Sources.Bluesky.Streaming;

namespace Vigie.Collector.Sources.Bluesky;

/// <summary>Bluesky and any other network of the AT Protocol: notifications, searches, own posts and the Jetstream.</summary>
public sealed class BlueskyPlatform() : SourcePlatform<BlueskyOptions>("bluesky")
{
    /// <inheritdoc />
    protected override ISource? CreateSource(SourceSetup setup, BlueskyOptions options) =>
        options.Pulls ? BlueskySource.Create(setup, options) : null;

    /// <inheritdoc />
    protected override IStreamSource? CreateStream(SourceSetup setup, BlueskyOptions options) =>
        options.Jetstream is { } endpoint ? JetstreamSource.Create(setup, options, endpoint) : null;
}
