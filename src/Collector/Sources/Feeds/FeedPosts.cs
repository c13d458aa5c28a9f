using System.Security.Cryptography;
using System.Text;
using Vigie.Collector.Sources.Feeds.Reading;
using Vigie.Core.Mentions;

namespace Vigie.Collector.Sources.Feeds;

/// <summary>Makes posts of the entries of a feed.</summary>
/// <param name="ownAuthors">Names that write for the brand.</param>
internal sealed class FeedPosts(IEnumerable<string> ownAuthors)
{
    private readonly HashSet<string> _own = new(ownAuthors.Select(name => name.Trim()), StringComparer.OrdinalIgnoreCase);

    /// <summary>The posts, oldest first where the feed has dates, and how many entries had nothing to read.</summary>
    public (IReadOnlyList<PostSeen> Posts, int Unreadable) Of(FeedDocument document, ReadOnlyMemory<byte> rawHash)
    {
        var posts = new Dictionary<string, PostSeen>(StringComparer.Ordinal);
        var unreadable = 0;
        foreach (var entry in document.Entries)
        {
            if (Post(entry, document, rawHash) is not { } post)
                unreadable++;
            // The same entry twice: the later state of it, else the one that stands first.
            else if (!posts.TryGetValue(post.ExternalId, out var known) || post.RevisedAt > (known.RevisedAt ?? known.CreatedAt))
                posts[post.ExternalId] = post;
        }

        // Feeds show the newest first; where dates are missing that is all there is to go by.
        var oldestFirst = posts.Values.Reverse().ToList();
        return (oldestFirst.TrueForAll(post => post.CreatedAt is not null) ? [.. oldestFirst.OrderBy(post => post.CreatedAt)] : oldestFirst, unreadable);
    }

    private PostSeen? Post(FeedItem entry, FeedDocument document, ReadOnlyMemory<byte> rawHash)
    {
        var created = (entry.Published ?? entry.Created ?? entry.Updated)?.At;
        var person = Author(entry, document);
        var permalink = Web(entry.Link);
        var body = Body(entry);
        var text = Text(entry, body?.ToPlainText() ?? string.Empty, person, permalink);
        if (text.Length == 0 || Key(entry, created) is not { } key)
            return null;

        var answered = entry.InReplyTo?.GetValueOrDefault("ref");
        return new PostSeen(key, rawHash, text)
        {
            Author = person is null ? null : new PostAuthor(person.Address ?? person.Email, person.Name ?? person.Email, null),
            Permalink = permalink?.AbsoluteUri,
            ConversationId = IsComment(permalink) ? permalink!.GetLeftPart(UriPartial.Query) : answered,
            InReplyTo = answered,
            Language = entry.Language ?? body?.Language ?? entry.Title?.Language ?? document.Feed.Language,
            Direction = person?.Name is { } name && _own.Contains(name) ? Direction.Outbound : Direction.Inbound,
            CreatedAt = created,
            RevisedAt = entry.Updated?.At is { } updated && updated > created ? updated : null,
        };
    }

    private static string? Key(FeedItem entry, DateTimeOffset? created)
    {
        var key = entry.Id ?? entry.Link;
        if (key is { Length: > 0 })
            return key;
        if (entry.Title is null && created is null)
            return null;
        var written = $"{entry.Title?.Value}\n{(entry.Published ?? entry.Created ?? entry.Updated)?.Written}";
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written)));
    }

    // Only what is text: content may also be a film or a page that stands elsewhere.
    private static FeedText? Body(FeedItem entry) =>
        entry.Contents.Append(entry.Summary).FirstOrDefault(text => text is { Value.Length: > 0 } && (FeedMediaType.IsHtml(text.Type) || text.Type.StartsWith("text/", StringComparison.Ordinal)));

    private static string Text(FeedItem entry, string body, FeedPerson? author, Uri? permalink)
    {
        var title = entry.Title?.ToPlainText() ?? string.Empty;
        if (body.Length == 0)
            return title;
        // "Comment on X by Y" is written by WordPress, not by Y: the words of the page's title and the name would be judged as Y's.
        if (title.Length == 0 || (IsComment(permalink) && author?.Name is { } name && title.EndsWith(name, StringComparison.OrdinalIgnoreCase)))
            return body;
        // Microblogs have no titles and send the beginning of the text in their place.
        return body.StartsWith(title.TrimEnd('.', '\u2026', ' ', ']', '['), StringComparison.Ordinal) ? body : $"{title}\n{body}";
    }

    private static bool IsComment(Uri? permalink) => permalink is not null && permalink.Fragment.StartsWith("#comment-", StringComparison.OrdinalIgnoreCase);

    // RFC 4287, 4.2.1: an Atom entry without an author has that of its source or its feed. RSS's managing editor is nobody's author.
    private static FeedPerson? Author(FeedItem entry, FeedDocument document)
    {
        if (entry.Authors.Count > 0)
            return entry.Authors[0];
        return document.Version.StartsWith("atom", StringComparison.Ordinal)
            ? (entry.Source?.Authors ?? document.Feed.Authors).FirstOrDefault()
            : null;
    }

    private static Uri? Web(string? link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && FeedAddress.IsWeb(address) ? address : null;
}
