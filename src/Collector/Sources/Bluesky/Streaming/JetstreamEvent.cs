using System.Text.Json;

namespace Vigie.Collector.Sources.Bluesky.Streaming;

/// <summary>One line of the stream, as far as we use it.</summary>
/// <param name="Position">Where it stands: the server's <c>cursor</c>, or else its time in microseconds.</param>
/// <param name="At">When the server had it.</param>
/// <param name="Operation"><c>create</c>, <c>update</c> or <c>delete</c> of a post; null for an event of another kind.</param>
/// <param name="Uri">The post; null for an event of another kind.</param>
/// <param name="Record">What the author wrote; nothing for a deletion.</param>
internal sealed record JetstreamEvent(long Position, DateTimeOffset At, string? Operation, AtUri? Uri, JsonElement Record)
{
    // Year 9999; the conversion throws after it.
    private const long LastMicrosecond = 253_402_300_799_999_999;

    /// <returns>Null when it is not readable.</returns>
    public static JetstreamEvent? Read(ReadOnlyMemory<byte> frame)
    {
        if (LooseJson.Parse(frame) is not { ValueKind: JsonValueKind.Object } line || line.Number("time_us") is not (> 0 and <= LastMicrosecond and var microseconds))
            return null;
        var position = line.Number("cursor") is > 0 and var cursor ? cursor : microseconds;
        var at = DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds);
        if (line.Text("kind") != "commit")
            return line.Text("kind") is null ? null : new JetstreamEvent(position, at, null, null, default);

        var commit = line.Member("commit");
        if (commit.Text("collection") is { } other && other != AtUri.PostCollection)
            return new JetstreamEvent(position, at, null, null, default);
        return AtUri.TryCreate(line.Text("did"), commit.Text("collection"), commit.Text("rkey"), out var uri) && commit.Text("operation") is { } operation
            ? new JetstreamEvent(position, at, operation, uri, commit.Member("record"))
            : null;
    }
}
