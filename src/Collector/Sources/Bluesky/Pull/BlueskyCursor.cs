using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vigie.Collector.Sources.Bluesky.Pull;

/// <summary>All that a Bluesky source must remember between two calls; read anew for each, so that a page that was not saved leaves no trace.</summary>
internal sealed class BlueskyCursor
{
    private static readonly JsonSerializerOptions Compact = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>The stream, or the sweep, that is read next; null when a round begins.</summary>
    [JsonPropertyName("turn")]
    public string? Turn { get; set; }

    [JsonPropertyName("streams")]
    public Dictionary<string, StreamPosition> Streams { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Latest posts, oldest first.</summary>
    [JsonPropertyName("watched")]
    public List<WatchedPost> Watched { get; init; } = [];

    /// <summary>When the last full sweep ended.</summary>
    [JsonPropertyName("sweptAt")]
    public DateTimeOffset? SweptAt { get; set; }

    /// <summary>Place in the list where the sweep goes on.</summary>
    [JsonPropertyName("sweepNext")]
    public int SweepNext { get; set; }

    /// <returns>Null when it is not readable.</returns>
    public static BlueskyCursor? Read(string? value)
    {
        try
        {
            return value is null ? new BlueskyCursor() : JsonSerializer.Deserialize<BlueskyCursor>(value, Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Write() => JsonSerializer.Serialize(this, Compact);

    public StreamPosition PositionOf(string stream)
    {
        if (!Streams.TryGetValue(stream, out var position))
            Streams[stream] = position = new StreamPosition();
        return position;
    }
}
