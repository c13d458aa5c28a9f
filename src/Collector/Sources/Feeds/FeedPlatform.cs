namespace Vigie.Collector.Sources.Feeds;

/// <summary>Feeds: blogs, forums, news, and the comments below them.</summary>
internal sealed class FeedPlatform() : SourcePlatform<FeedOptions>("feed")
{
    protected override ISource CreateSource(SourceSetup setup, FeedOptions options) => new FeedSource(setup, options);
}
