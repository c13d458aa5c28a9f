using System.Text.Json;
using Vigie.Core.Mentions;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>Turns a status of the API into a post.</summary>
internal sealed class StatusReader(BrandIdentity brand, bool privateMentions)
{
    /// <summary>Reads an item of the notifications. Only mentions are posts: old servers ignore <c>types[]</c> and send follows and boosts too.</summary>
    public StatusReading ReadNotification(JsonElement notification, byte[] rawHash)
    {
        if (notification.Text("type") is not { } type)
            return StatusReading.Malformed;
        if (type != "mention")
            return StatusReading.LeftOut;
        return notification.Object("status") is { } status ? ReadStatus(status, rawHash) : StatusReading.Malformed;
    }

    public StatusReading ReadStatus(JsonElement status, byte[] rawHash)
    {
        // A boost has no words of its own, and the boosted post comes by itself where it belongs.
        if (status.Object("reblog") is not null)
            return StatusReading.LeftOut;
        if (!privateMentions && status.Text("visibility") is ("private" or "direct"))
            return StatusReading.LeftOut;
        if (status.Word("id") is not { } id || status.Text("content") is not { } content)
            return StatusReading.Malformed;

        var account = status.Object("account");
        var inReplyTo = status.Word("in_reply_to_id");
        return new StatusReading(
            new PostSeen(id, rawHash, StatusText.Of(status, content))
            {
                Author = account is { } by ? new PostAuthor(by.Word("id"), by.Word("display_name"), by.Word("acct")) : null,
                Permalink = WebAddress(status.Word("url")) ?? WebAddress(status.Word("uri")),
                // The API names no conversation, only the post before. Two steps of a thread are joined, deeper ones by their own pairs.
                ConversationId = inReplyTo ?? id,
                InReplyTo = inReplyTo,
                Language = status.Word("language"),
                Direction = brand.Wrote(account) ? Direction.Outbound : Direction.Inbound,
                CreatedAt = status.Date("created_at"),
                RevisedAt = status.Date("edited_at"),
            },
            IsMalformed: false);
    }

    // A federated server may name any scheme; a link that people click is http or https.
    private static string? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "https" or "http") ? text : null;
}
