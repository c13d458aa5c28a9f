using System.Security.Cryptography;
using System.Text;
using Vigie.Collector.Sources;
using Vigie.Storage.Entities;

namespace Vigie.Collector.Intake;

/// <summary>A post, cleaned, before it is known whether it is new.</summary>
internal sealed record MentionDraft(PostSeen Post, string ExternalId, CleanText Text, byte[] ContentHash)
{
    public static MentionDraft Of(PostSeen post, int maxTextBytes)
    {
        var text = CleanText.Of(post.Text, maxTextBytes);
        return new MentionDraft(post, ExternalIds.Fit(post.ExternalId), text, SHA256.HashData(Encoding.UTF8.GetBytes(text.Value)));
    }

    public Mention ToMention(string source, int version, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Source = source,
        ExternalId = ExternalId,
        Version = version,
        Text = Text.Value,
        Truncated = Text.Truncated,
        ContentHash = ContentHash,
        RawHash = Post.RawHash.ToArray(),
        AuthorId = CleanText.OfField(Post.Author?.Id),
        AuthorName = CleanText.OfField(Post.Author?.Name),
        AuthorHandle = CleanText.OfField(Post.Author?.Handle),
        Permalink = WebAddress(Post.Permalink),
        ConversationId = CleanText.OfField(Post.ConversationId),
        InReplyTo = Post.InReplyTo is { Length: > 0 } parent ? ExternalIds.Fit(parent) : null,
        Language = CleanText.OfField(Post.Language, 35),
        Direction = Post.Direction,
        CreatedAt = Post.CreatedAt,
        RevisedAt = Post.RevisedAt,
        CollectedAt = now,
    };

    // A link that people will click: nothing but the web.
    private static string? WebAddress(string? address) =>
        CleanText.OfField(address, 2_048) is { } clean
        && Uri.TryCreate(clean, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? clean
            : null;
}
