using System.Text.Json.Serialization;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>A status that is read again. Times are Unix seconds and names are short: two hundred of them stand in one cursor.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SeenAt">When it was first seen.</param>
/// <param name="LookedAt">When it was last read.</param>
/// <param name="EditedAt">Its <c>edited_at</c> in Unix milliseconds, 0 when never edited.</param>
/// <param name="MissingSince">When it was first found missing; 0 when it was there.</param>
internal sealed record TrackedStatus(
    [property: JsonPropertyName("i")] string Id,
    [property: JsonPropertyName("s")] long SeenAt,
    [property: JsonPropertyName("l")] long LookedAt,
    [property: JsonPropertyName("e"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long EditedAt = 0,
    [property: JsonPropertyName("m"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long MissingSince = 0)
{
    public static TrackedStatus Of(PostSeen post, DateTimeOffset now) =>
        new(post.ExternalId, now.ToUnixTimeSeconds(), now.ToUnixTimeSeconds(), EditMark(post));

    public static long EditMark(PostSeen post) => post.RevisedAt?.ToUnixTimeMilliseconds() ?? 0;
}
