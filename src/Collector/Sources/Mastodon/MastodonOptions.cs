using System.ComponentModel.DataAnnotations;
using Vigie.Core.Configuration;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>A server that speaks Mastodon's API: what to read there, and with which token. Keys of <c>Collector:Sources:&lt;name&gt;</c>.</summary>
public sealed class MastodonOptions : SourceOptions
{
    /// <summary>The server, e.g. <c>https://mastodon.example</c>. Required; https unless it is on this machine.</summary>
    public Uri? Server { get; set; }

    /// <summary>Hashtags to read, without the number sign. Default none.</summary>
    public string[] Hashtags { get; set; } = [];

    /// <summary>Read the public timeline of the server. Default false.</summary>
    public bool PublicTimeline { get; set; }

    /// <summary>Only posts written on the server itself, not those that reached it from others; for hashtags and the public timeline. Default false.</summary>
    public bool LocalOnly { get; set; }

    /// <summary>Read the posts that mention the account of the token. Default false; needs a token with <c>read:notifications</c>.</summary>
    public bool Notifications { get; set; }

    /// <summary>Keep mentions that only the mentioned may see (visibility <c>private</c> or <c>direct</c>). Default true: an attack by private message is one too.</summary>
    public bool PrivateMentions { get; set; } = true;

    /// <summary>Listen over a connection as well, so that posts arrive within a second instead of <see cref="SourceOptions.Every"/>. Default false; needs a token.</summary>
    public bool Streaming { get; set; }

    /// <summary>Streaming server, e.g. <c>wss://streaming.mastodon.example</c>. Default: the one that the server announces.</summary>
    public Uri? StreamingServer { get; set; }

    /// <summary>A stream that is silent for so long is connected anew. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan StreamSilence { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Largest frame of the stream; a larger one ends the connection. Default 1 MB.</summary>
    [Range(1_024, 64 * 1024 * 1024)]
    public int MaxFrameBytes { get; set; } = 1024 * 1024;

    /// <summary>Access token of the brand's account. No default; public timelines of most servers can be read without.</summary>
    public Secret? AccessToken { get; set; }

    /// <summary>File that holds the access token (a mounted secret); read before each call, so a renewed token needs no restart. No default.</summary>
    public string? AccessTokenFile { get; set; }

    /// <summary>
    /// Further accounts of the brand, as this server writes them (<c>brand</c>, <c>help@other.example</c>): their posts are kept as the brand's own answers
    /// and not judged. The account of the token is always one. Default none.
    /// </summary>
    public string[] BrandAccounts { get; set; } = [];

    /// <summary>How often statuses that were seen are read again, to find edits and deletions. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>For how long after it was first seen a status is read again. Default 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan SweepWindow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Most statuses that are read again; the newest win. 0 switches the re-reading off. Default 200.</summary>
    [Range(0, 1_000)]
    public int SweepStatuses { get; set; } = 200;

    /// <summary>Re-reading pauses when the server allows fewer calls than this: they are kept for new posts. Default 50.</summary>
    [Range(0, 10_000)]
    public int SweepReserve { get; set; } = 50;

    /// <summary>Whether there is a token, of either kind.</summary>
    internal bool HasToken => AccessToken is not null || !string.IsNullOrWhiteSpace(AccessTokenFile);

    /// <inheritdoc />
    public override IEnumerable<string> Problems() => MastodonOptionsRules.Problems(this);
}
