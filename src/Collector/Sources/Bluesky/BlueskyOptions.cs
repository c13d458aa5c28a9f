using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Vigie.Core.Configuration;

namespace Vigie.Collector.Sources.Bluesky;

/// <summary>A Bluesky account, a set of searches, or both. Section <c>Collector:Sources:&lt;name&gt;</c> with <c>Platform: bluesky</c>.</summary>
public sealed class BlueskyOptions : SourceOptions
{
    /// <summary>The account's server (PDS); the log-in and every signed call go there. Default <c>https://bsky.social</c>.</summary>
    [Required]
    public Uri Service { get; set; } = new("https://bsky.social");

    /// <summary>Server of unsigned reads, asked for searches and sweeps when there is no account, e.g. <c>https://public.api.bsky.app</c>. No default.</summary>
    public Uri? PublicService { get; set; }

    /// <summary>Where people read posts; start of the permalinks. Default <c>https://bsky.app</c>.</summary>
    [Required]
    public Uri Web { get; set; } = new("https://bsky.app");

    /// <summary>Handle, DID or mail address of the account. No default: without it only <see cref="PublicService"/> and <see cref="Jetstream"/> are read.</summary>
    public string? Identifier { get; set; }

    /// <summary>App password of the account, never its main password. No default.</summary>
    public Secret? AppPassword { get; set; }

    /// <summary>File that holds the app password; read at each log-in, so a changed password needs no restart. No default.</summary>
    public string? AppPasswordFile { get; set; }

    /// <summary>Reads mentions, replies and quotes of the account; needs <see cref="Identifier"/>. Default false.</summary>
    public bool Notifications { get; set; }

    /// <summary>Reads the account's own posts and answers, as context of replies; needs <see cref="Identifier"/>. Default false.</summary>
    public bool OwnPosts { get; set; }

    /// <summary>Searches, each read as a stream of its own, e.g. <c>"acme parcel"</c>. Default none.</summary>
    public string[] Queries { get; set; } = [];

    /// <summary>How far the first run goes back. Default zero: one page of each stream and no more.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan Backfill { get; set; } = TimeSpan.Zero;

    /// <summary>Part of the past that every run reads again, for posts that the server showed late. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The overlap of the wider look, for posts whose author wrote an earlier time into them. Default 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan WideOverlap { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often the wider look is taken. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan WideEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often known posts are looked at again for edits and deletions. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Number of latest posts that are looked at again; 25 of them cost one call. 0 turns the sweep off. Default 200.</summary>
    [Range(0, 2_000)]
    public int SweepPosts { get; set; } = 200;

    /// <summary>Jetstream endpoint, e.g. <c>wss://jetstream2.us-east.bsky.network/subscribe</c>. No default: nothing is streamed.</summary>
    public Uri? Jetstream { get; set; }

    /// <summary>Which posts of the Jetstream are ours.</summary>
    [ValidateObjectMembers]
    public JetstreamMatchOptions JetstreamMatch { get; set; } = new();

    /// <summary>A Jetstream that sends nothing for so long is taken for dead and connected again. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan JetstreamSilence { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How far a new connection goes back before the last event seen. Default 5 seconds; what comes twice is dropped at intake.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan JetstreamRewind { get; set; } = TimeSpan.FromSeconds(5);

    internal bool Pulls => Notifications || OwnPosts || Queries.Length > 0;

    internal bool HasAccount => !string.IsNullOrWhiteSpace(Identifier);

    /// <inheritdoc />
    public override IEnumerable<string> Problems() => BlueskyRules.Problems(this);
}
