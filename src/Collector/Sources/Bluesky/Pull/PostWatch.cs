using System.Text.Json;

namespace Vigie.Collector.Sources.Bluesky.Pull;

/// <summary>Remembers the content hash of the latest posts, and says when one has changed.</summary>
/// <param name="most">Number of posts that are remembered.</param>
internal sealed class PostWatch(int most)
{
    // What is longer is replaced by a hash at intake, and would let one author fill the cursor.
    private const int LongestUri = 512;
    private const int LongestCid = 128;

    /// <summary>Notes a post that was read, with the time of its edit where it is one.</summary>
    /// <remarks>
    /// The network has no time of an edit: <c>indexedAt</c> stays, or follows the author's own <c>createdAt</c>. So an edit carries the server's
    /// time where that is later than what the post says of itself, and otherwise the time at which we saw it: never before the version that it replaces.
    /// </remarks>
    public PostSeen Note(BlueskyCursor cursor, PostSeen post, JsonElement view, DateTimeOffset now)
    {
        if (most == 0 || post.ExternalId.Length > LongestUri)
            return post;
        var cid = view.Text("cid") is { Length: <= LongestCid } text ? text : null;
        if (cursor.Watched.Find(watched => watched.Uri == post.ExternalId) is not { } known)
        {
            cursor.Watched.Add(new WatchedPost { Uri = post.ExternalId, Cid = cid });
            if (cursor.Watched.Count > most)
                cursor.Watched.RemoveRange(0, cursor.Watched.Count - most);
            return post;
        }

        known.MissingSince = null;
        if (cid is null || cid == known.Cid)
            return post;
        var isEdit = known.Cid is not null;
        known.Cid = cid;
        return isEdit ? post with { RevisedAt = RevisedAt(post, view, now) } : post;
    }

    private static DateTimeOffset RevisedAt(PostSeen post, JsonElement view, DateTimeOffset now) =>
        view.Time("indexedAt") is { } indexed && indexed > post.CreatedAt && indexed <= now ? indexed : now;
}
