using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vigie.Collector.Sources.Feeds;

/// <summary>What is remembered of a feed between two questions.</summary>
internal sealed record FeedCursor
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>The configured address this was made for: another one starts anew.</summary>
    public string? For { get; init; }

    /// <summary><c>ETag</c> as received.</summary>
    public string? Tag { get; init; }

    /// <summary><c>Last-Modified</c> as received.</summary>
    public string? Modified { get; init; }

    /// <summary>SHA-256 of the last body: servers that know no conditions send the same page again and again.</summary>
    public string? Body { get; init; }

    /// <summary>When the server last sent the whole feed.</summary>
    public DateTimeOffset? WholeAt { get; init; }

    /// <summary>The feed's own pace in seconds; an answer 304 has none.</summary>
    public int Pace { get; init; }

    /// <summary>Where it moved to.</summary>
    public FeedMove? Move { get; init; }

    /// <summary>Reads a cursor; one that cannot be read, or of another address, is an empty one: everything is then read again, which costs a page.</summary>
    public static FeedCursor Read(string? cursor, Uri configured)
    {
        var empty = new FeedCursor { For = configured.AbsoluteUri };
        if (string.IsNullOrEmpty(cursor))
            return empty;
        try
        {
            return JsonSerializer.Deserialize<FeedCursor>(cursor, Json) is { } read && read.For == empty.For ? read : empty;
        }
        catch (JsonException)
        {
            return empty;
        }
    }

    public string Write() => JsonSerializer.Serialize(this, Json);
}
