namespace Vigie.Collector.Sources.Mastodon.Streaming;

/// <summary>One stream of the server, on one connection.</summary>
/// <param name="Query">Its query.</param>
/// <param name="Scope">What the token must be allowed to do.</param>
/// <param name="IsMentions">Whether it brings notifications instead of statuses.</param>
internal sealed record StreamSubscription(string Query, string Scope, bool IsMentions)
{
    /// <summary>The streams that the options ask for: the same lists as those that are polled.</summary>
    /// <remarks><c>user:notification</c> and not <c>user</c>: the latter brings the whole home timeline, posts of people who never wrote to the brand.</remarks>
    public static IReadOnlyList<StreamSubscription> Of(MastodonOptions options)
    {
        var suffix = options.LocalOnly ? ":local" : string.Empty;
        List<StreamSubscription> subscriptions = [];
        if (options.Notifications)
            subscriptions.Add(new StreamSubscription("stream=user:notification", "read:notifications", IsMentions: true));
        foreach (var tag in options.Hashtags)
            subscriptions.Add(new StreamSubscription($"stream=hashtag{suffix}&tag={Uri.EscapeDataString(tag)}", "read:statuses", IsMentions: false));
        if (options.PublicTimeline)
            subscriptions.Add(new StreamSubscription($"stream=public{suffix}", "read:statuses", IsMentions: false));
        return subscriptions;
    }
}
