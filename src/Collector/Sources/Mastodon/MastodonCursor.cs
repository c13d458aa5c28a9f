using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>What the source must remember: a position for each timeline, and the statuses to read again.</summary>
internal sealed record MastodonCursor
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    /// <summary>Positions by <see cref="Timeline.Key"/>.</summary>
    [JsonPropertyName("at")]
    public IReadOnlyDictionary<string, TimelinePosition> Positions { get; init; } = new Dictionary<string, TimelinePosition>(StringComparer.Ordinal);

    /// <summary>Statuses to read again, in the order in which they were first seen.</summary>
    [JsonPropertyName("seen")]
    public IReadOnlyList<TrackedStatus> Tracked { get; init; } = [];

    /// <summary>Reads a saved cursor; null when it is not one of this source, which must not be taken for a first run: that would skip all since the last one.</summary>
    public static MastodonCursor? TryRead(string? text)
    {
        if (text is null)
            return new MastodonCursor();
        try
        {
            return JsonSerializer.Deserialize<MastodonCursor>(text, Json) is { Positions: not null, Tracked: not null } cursor
                && cursor.Positions.Values.All(position => position is not null)
                && cursor.Tracked.All(status => status is { Id: not null })
                && cursor.Tracked.DistinctBy(status => status.Id).Count() == cursor.Tracked.Count
                ? cursor
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Write() => JsonSerializer.Serialize(this, Json);
}
