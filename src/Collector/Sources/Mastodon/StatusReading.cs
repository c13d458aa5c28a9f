namespace Vigie.Collector.Sources.Mastodon;

/// <summary>What became of one item: a post, nothing on purpose, or something that cannot be read.</summary>
/// <param name="Post">The post.</param>
/// <param name="IsMalformed">True when there is none because the item cannot be read.</param>
internal readonly record struct StatusReading(PostSeen? Post, bool IsMalformed)
{
    public static StatusReading Malformed { get; } = new(null, IsMalformed: true);

    public static StatusReading LeftOut { get; } = new(null, IsMalformed: false);
}
