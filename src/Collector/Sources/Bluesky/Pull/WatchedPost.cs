using System.Text.Json.Serialization;

namespace Vigie.Collector.Sources.Bluesky.Pull;

/// <summary>A post that the sweep looks at again.</summary>
internal sealed class WatchedPost
{
    [JsonPropertyName("u")]
    public required string Uri { get; init; }

    /// <summary>Hash of its content at the last look; another one means edited.</summary>
    [JsonPropertyName("c")]
    public string? Cid { get; set; }

    /// <summary>When it was missing for the first time.</summary>
    [JsonPropertyName("m")]
    public DateTimeOffset? MissingSince { get; set; }
}
