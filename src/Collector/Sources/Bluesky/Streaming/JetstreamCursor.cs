using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vigie.Collector.Sources.Bluesky.Streaming;

/// <summary>What the stream must remember between two connections.</summary>
/// <param name="Position">Furthest place that was read; null before the first event.</param>
/// <param name="NotBefore">Place before which no connection may begin: there is something that breaks it.</param>
/// <param name="Faults">Connections in a row that broke at this place.</param>
/// <param name="Known">See <see cref="KnownPosts"/>.</param>
internal sealed record JetstreamCursor(
    [property: JsonPropertyName("c")] long? Position,
    [property: JsonPropertyName("b")] long? NotBefore,
    [property: JsonPropertyName("x")] int Faults,
    [property: JsonPropertyName("k")] string? Known)
{
    private static readonly JsonSerializerOptions Compact = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public static JetstreamCursor Start { get; } = new(null, null, 0, null);

    /// <returns>Null when it is not readable.</returns>
    public static JetstreamCursor? Read(string? value)
    {
        try
        {
            return value is null ? Start : JsonSerializer.Deserialize<JetstreamCursor>(value, Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Write() => JsonSerializer.Serialize(this, Compact);
}
