using Vigie.Collector.Sources;

namespace Vigie.IntegrationTests.Collector.Bluesky;

/// <summary>What a source brought, page by page.</summary>
internal sealed class Round(string? cursor)
{
    private readonly List<SourceEvent> _events = [];

    public string? Cursor { get; private set; } = cursor;

    public int Pages { get; private set; }

    public int Malformed { get; private set; }

    public IReadOnlyList<SourceEvent> Events => _events;

    public IReadOnlyList<PostSeen> Posts => [.. _events.OfType<PostSeen>()];

    /// <summary>What intake would save: each text of a post once, each deletion once.</summary>
    public ISet<string> Facts => _events.Select(seen => seen is PostSeen post ? $"{post.ExternalId} {post.Text}" : $"{seen.ExternalId} deleted").ToHashSet();

    public void Add(SourcePage page)
    {
        _events.AddRange(page.Events);
        Cursor = page.Cursor ?? Cursor;
        Malformed += page.MalformedItems;
        Pages++;
    }
}
