using System.Text.Json;

namespace Vigie.Collector.Sources.Bluesky.Pull;

/// <summary>One list that is read newest first.</summary>
/// <param name="Key">Its name in the cursor.</param>
/// <param name="Method">Method of the call.</param>
/// <param name="Query">Its parameters without paging, from the signed-in account and the position.</param>
/// <param name="List">Where the items stand in the answer.</param>
/// <param name="ViewOf">The post in an item; null for items that are no business of ours.</param>
internal sealed record PullStream(
    string Key, string Method, Func<string?, StreamPosition, string> Query, string List, Func<JsonElement, JsonElement?> ViewOf)
{
    private static readonly string[] Reasons = ["mention", "reply", "quote"];

    public static IReadOnlyList<PullStream> Of(BlueskyOptions options) =>
    [
        .. options.Notifications ? [Notifications] : Array.Empty<PullStream>(),
        .. options.OwnPosts ? [OwnPosts] : Array.Empty<PullStream>(),
        .. options.Queries.Select(Search),
    ];

    // The server may not know the parameter, or know more reasons than it is asked for: a like is no post.
    private static PullStream Notifications { get; } = new(
        "notifications",
        "app.bsky.notification.listNotifications",
        (_, _) => string.Join('&', Reasons.Select(reason => $"reasons={reason}")),
        "notifications",
        item => item.Text("reason") is not { } reason || Reasons.Contains(reason, StringComparer.Ordinal) ? item : null);

    private static PullStream OwnPosts { get; } = new(
        "own",
        "app.bsky.feed.getAuthorFeed",
        (did, _) => $"actor={Uri.EscapeDataString(did ?? string.Empty)}&filter=posts_with_replies",
        "feed",
        item => item.Member("reason").IsObject() ? null : item.Member("post"));

    private static PullStream Search(string query) => new(
        $"search:{query}",
        "app.bsky.feed.searchPosts",
        (_, position) => $"q={Uri.EscapeDataString(query)}&sort=latest{Since(position)}",
        "posts",
        item => item);

    private static string Since(StreamPosition position) =>
        position.Floor is { } floor ? $"&since={floor.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fff}Z" : string.Empty;
}
