namespace Vigie.Collector.Sources.Mastodon;

/// <summary>One of the lists that a source reads: a hashtag, the public timeline, the mentions.</summary>
/// <param name="Key">Its word in the cursor. Says all that changes what the list holds, so that another list never goes on from its position.</param>
/// <param name="Path">Path and fixed part of the query, open for more parameters.</param>
/// <param name="Scope">What the token must be allowed to do.</param>
/// <param name="IsMentions">Whether its items are notifications instead of statuses.</param>
internal sealed record Timeline(string Key, string Path, string Scope, bool IsMentions)
{
    /// <summary>The lists that the options ask for.</summary>
    public static IReadOnlyList<Timeline> Of(MastodonOptions options)
    {
        var (suffix, query) = options.LocalOnly ? (":local", "&local=true") : (string.Empty, string.Empty);
        List<Timeline> timelines = [];
        if (options.Notifications)
            timelines.Add(new Timeline("mentions", "/api/v1/notifications?types[]=mention&limit=80", "read:notifications", IsMentions: true));
        foreach (var tag in options.Hashtags)
            timelines.Add(new Timeline($"tag{suffix}:{tag}", $"/api/v1/timelines/tag/{Uri.EscapeDataString(tag)}?limit=40{query}", "read:statuses", IsMentions: false));
        if (options.PublicTimeline)
            timelines.Add(new Timeline($"public{suffix}", $"/api/v1/timelines/public?limit=40{query}", "read:statuses", IsMentions: false));
        return timelines;
    }
}
