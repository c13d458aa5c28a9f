using System.Security.Cryptography;
using System.Text.Json;

namespace Vigie.Collector.Sources.Mastodon.Streaming;

/// <summary>Reads a frame: <c>{"stream":[…],"event":"…","payload":"JSON as a string"}</c>.</summary>
internal sealed class StreamFrame(StatusReader reader)
{
    private static readonly SourcePage Unreadable = new([], Cursor: null, More: false) { MalformedItems = 1 };

    /// <returns>A page or a refusal; null for a frame that brings nothing (heartbeat, events of no concern).</returns>
    public SourceAnswer? Read(ReadOnlyMemory<byte> frame, StreamSubscription subscription)
    {
        if (frame.Span.Trim(" \t\r\n"u8).IsEmpty)
            return null;
        if (TryParse(frame) is not { ValueKind: JsonValueKind.Object } json)
            return Unreadable;
        if (json.Word("error") is not null)
            return Refused(json, subscription);

        var rawHash = SHA256.HashData(frame.Span);
        return json.Text("event") switch
        {
            "notification" when subscription.IsMentions => Post(json, payload => reader.ReadNotification(payload, rawHash)),
            "update" or "status.update" when !subscription.IsMentions => Post(json, payload => reader.ReadStatus(payload, rawHash)),
            "delete" => Deleted(json, rawHash),
            null => Unreadable,
            _ => null,
        };
    }

    private static SourcePage? Post(JsonElement json, Func<JsonElement, StatusReading> read)
    {
        if (Payload(json) is not { } payload)
            return Unreadable;
        var reading = read(payload);
        return reading.Post is { } post ? new SourcePage([post], Cursor: null, More: false) : reading.IsMalformed ? Unreadable : null;
    }

    // The payload of this event is the id itself.
    private static SourcePage Deleted(JsonElement json, byte[] rawHash) =>
        json.Word("payload") is { } id ? new SourcePage([new PostDeleted(id, rawHash)], Cursor: null, More: false) : Unreadable;

    private static SourceRefusal Refused(JsonElement json, StreamSubscription subscription) =>
        json.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Number && status.TryGetInt32(out var code) && code is 401 or 403
            ? new ExpiredCredentials($"the stream is refused ({code}): the token is not accepted or the scope {subscription.Scope} is missing")
            : new Transient("the server reports an error on the stream");

    // Doubly encoded on all known servers; an object is taken as well.
    private static JsonElement? Payload(JsonElement json) =>
        json.Object("payload") ?? (json.Text("payload") is { } text ? TryParse(System.Text.Encoding.UTF8.GetBytes(text)) : null);

    private static JsonElement? TryParse(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonElement.Parse(text.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
