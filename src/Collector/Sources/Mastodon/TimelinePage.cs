using System.Text.Json;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>A page of a timeline, newest first as the server sends it.</summary>
/// <param name="Ids">Ids of the items that have one: of notifications for the mentions, else of statuses.</param>
/// <param name="Links">What the header says.</param>
internal sealed record TimelinePage(IReadOnlyList<string> Ids, PageLinks Links)
{
    /// <summary>The posts, oldest first.</summary>
    public required IReadOnlyList<PostSeen> Posts { get; init; }

    /// <summary>Items that could not be read.</summary>
    public required int Malformed { get; init; }

    public string? Newest => Links.Newest ?? (Ids.Count > 0 ? Ids[0] : null);

    public string? Oldest => Links.Oldest ?? (Ids.Count > 0 ? Ids[^1] : null);

    public bool? BySince => Links.NewestBySince;

    public static TimelinePage Read(Timeline timeline, MastodonAnswer answer, StatusReader reader)
    {
        List<string> ids = [];
        List<PostSeen> posts = [];
        var malformed = 0;
        foreach (var item in answer.Json.EnumerateArray())
        {
            if (item.Word("id") is { } id)
                ids.Add(id);
            var reading = timeline.IsMentions
                ? reader.ReadNotification(item, answer.Http!.BodyHash)
                : reader.ReadStatus(item, answer.Http!.BodyHash);
            if (reading.Post is { } post)
                posts.Add(post);
            else if (reading.IsMalformed)
                malformed++;
        }

        posts.Reverse();
        return new TimelinePage(ids, PageLinks.Read(answer.Http!.Headers)) { Posts = posts, Malformed = malformed };
    }
}
