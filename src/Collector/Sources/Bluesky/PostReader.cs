using System.Text.Json;
using Vigie.Core.Mentions;

namespace Vigie.Collector.Sources.Bluesky;

/// <summary>Turns a record, which its author may have written in any form, into a post.</summary>
/// <param name="web">Start of permalinks.</param>
/// <param name="ownDids">Accounts of the brand.</param>
internal sealed class PostReader(Uri web, IEnumerable<string> ownDids)
{
    // Longest tag of BCP 47 that is in use; anything longer is no language.
    private const int LongestLanguage = 35;
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _profile = web.AbsoluteUri.TrimEnd('/') + "/profile/";
    private readonly HashSet<string> _ownDids = new(ownDids, StringComparer.Ordinal);

    public bool IsOwn(string? did) => did is not null && _ownDids.Contains(did);

    /// <summary>An account of the brand that became known at log-in.</summary>
    public void AddOwn(string did) => _ownDids.Add(did);

    /// <summary>A post as the AppView shows it (<c>postView</c>) or a notification about one: both carry the same fields.</summary>
    /// <returns>Null when it is not readable as a post.</returns>
    public PostSeen? ReadView(JsonElement view, ReadOnlyMemory<byte> hash, DateTimeOffset now)
    {
        if (!AtUri.TryParse(view.Text("uri"), out var uri))
            return null;
        var author = view.Member("author");
        return Read(uri, view.Member("record"), hash, view.Time("indexedAt") ?? now) is { } post
            ? post with { Author = new PostAuthor(uri.Did, author.Text("displayName"), author.Text("handle")) }
            : null;
    }

    /// <param name="uri">Address of the post.</param>
    /// <param name="record">What the author wrote.</param>
    /// <param name="hash">Hash of the raw answer.</param>
    /// <param name="knownAt">When the server had it: no post was written later.</param>
    /// <returns>Null when there is no text to read: it is no post, or of a form that nobody knows.</returns>
    public PostSeen? Read(AtUri uri, JsonElement record, ReadOnlyMemory<byte> hash, DateTimeOffset knownAt)
    {
        if (!uri.IsPost || record.Text("text") is not { } text)
            return null;
        var reply = record.Member("reply");
        return new PostSeen(uri.ToString(), hash, text)
        {
            Author = new PostAuthor(uri.Did, null, null),
            Permalink = $"{_profile}{uri.Did}/post/{uri.RecordKey}",
            ConversationId = AddressIn(reply.Member("root")) ?? uri.ToString(),
            InReplyTo = AddressIn(reply.Member("parent")),
            Language = record.Items("langs").Select(language => language.AsText()).FirstOrDefault() is { Length: > 0 and <= LongestLanguage } tag ? tag : null,
            Direction = IsOwn(uri.Did) ? Direction.Outbound : Direction.Inbound,
            CreatedAt = Plausible(record.Time("createdAt"), knownAt),
        };
    }

    // A reference is the author's claim too: what is no address of a record leads nowhere.
    private static string? AddressIn(JsonElement reference) => AtUri.TryParse(reference.Text("uri"), out var uri) ? uri.ToString() : null;

    // The time is the author's claim: never after the server had the post, and before the year 2000 it is a broken clock.
    private static DateTimeOffset Plausible(DateTimeOffset? claimed, DateTimeOffset knownAt) =>
        claimed is { } time && time >= Earliest && time <= knownAt ? time : knownAt;
}
