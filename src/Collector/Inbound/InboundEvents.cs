using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
using Vigie.Collector.Sources;
using Vigie.Core.Mentions;

namespace Vigie.Collector.Inbound;

/// <summary>
/// Reads our own form of an event (docs/webhook-inbound.md), as webhooks send it and as replayed files hold it. Keys that it does not know are passed over,
/// so that senders may grow; a key that it knows with a value of the wrong type is a problem.
/// </summary>
internal static class InboundEvents
{
    /// <summary>Reads one event; its raw hash is the SHA-256 of these bytes.</summary>
    public static InboundReading Read(ReadOnlyMemory<byte> json)
    {
        // The framework's reader looks into strings only when they are asked for, and throws then.
        if (!Utf8.IsValid(json.Span))
            return new InboundReading(null, "not UTF-8");
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(new InboundFields(document.RootElement), json.Span) with { IsJson = true };
        }
        catch (JsonException)
        {
            return new InboundReading(null, "not JSON");
        }
        catch (InvalidOperationException)
        {
            // Half a character in the name of a key: nobody's key, and the framework compares it by decoding.
            return new InboundReading(null, "a key holds half a character") { IsJson = true };
        }
    }

    private static InboundReading Read(InboundFields fields, ReadOnlySpan<byte> json)
    {
        if (!fields.IsObject)
            return new InboundReading(null, "an object was expected");

        var read = Event(fields, json);
        return fields.Problem is { } problem
            ? new InboundReading(null, problem)
            : new InboundReading(read, null) { At = fields.Moment("at") ?? (read as PostSeen)?.CreatedAt ?? fields.Date("createdAt") };
    }

    private static SourceEvent? Event(InboundFields fields, ReadOnlySpan<byte> json)
    {
        var id = fields.Id("id");
        return fields.Text("type") switch
        {
            null or "mention.created" or "mention.edited" => Post(fields, id, json, Direction.Inbound),
            "reply.created" => Post(fields, id, json, Direction.Outbound),
            "mention.deleted" => id is null ? null : new PostDeleted(id, SHA256.HashData(json)),
            _ => fields.Wrong("type: mention.created, mention.edited, mention.deleted or reply.created was expected"),
        };
    }

    private static PostSeen? Post(InboundFields fields, string? id, ReadOnlySpan<byte> json, Direction usual)
    {
        var text = fields.Required("text");
        var post = id is null || text is null
            ? null
            : new PostSeen(id, SHA256.HashData(json), text)
            {
                Author = fields.Author("author"),
                Permalink = fields.Link("permalink"),
                ConversationId = fields.Text("conversationId"),
                InReplyTo = fields.Text("inReplyTo"),
                Language = fields.Text("language") ?? fields.Text("lang"),
                Direction = fields.Direction("direction") ?? usual,
                CreatedAt = fields.Date("createdAt"),
                RevisedAt = fields.Date("revisedAt"),
            };
        return post;
    }
}
