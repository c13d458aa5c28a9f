using System.Text.Json.Serialization;

namespace Vigie.Collector.Sources.Bluesky.Pull;

/// <summary>
/// How far one list has been read. A pass goes from the newest post down to the floor, page by page; only its end moves the watermark. In the
/// middle of a pass the page token is kept, so that it goes on there after a restart.
/// </summary>
internal sealed class StreamPosition
{
    // An empty page may have a next one (the server filters after paging), but not without end.
    private const int MostEmptyPages = 20;

    /// <summary>Time of the newest post of the last pass that was completed; null before the first one.</summary>
    [JsonPropertyName("w")]
    public DateTimeOffset? Watermark { get; set; }

    /// <summary>The server's token of the next page; null between passes.</summary>
    [JsonPropertyName("p")]
    public string? Page { get; set; }

    /// <summary>Where this pass ends; null: where the list ends.</summary>
    [JsonPropertyName("f")]
    public DateTimeOffset? Floor { get; set; }

    /// <summary>Time of the newest post of this pass: the next watermark.</summary>
    [JsonPropertyName("h")]
    public DateTimeOffset? Highest { get; set; }

    /// <summary>When the last wide look began.</summary>
    [JsonPropertyName("l")]
    public DateTimeOffset? WideAt { get; set; }

    [JsonPropertyName("e")]
    public int EmptyPages { get; set; }

    /// <summary>The page token was refused once and the pass began anew from the top.</summary>
    [JsonPropertyName("r")]
    public bool Restarted { get; set; }

    public void Begin(DateTimeOffset now, BlueskyOptions options)
    {
        if (Page is not null || Restarted)
            return;
        var wide = WideAt is not { } last || now - last >= options.WideEvery;
        Floor = Watermark is { } watermark
            ? watermark - Largest(options.Overlap, wide ? options.WideOverlap : TimeSpan.Zero)
            : options.Backfill > TimeSpan.Zero ? now - options.Backfill : null;
        Highest = null;
        EmptyPages = 0;
        if (wide)
            WideAt = now;
    }

    /// <summary>Notes a page that was read.</summary>
    /// <param name="times">Server times of its posts, newest first.</param>
    /// <param name="next">The next page.</param>
    /// <param name="options">How far the first run goes.</param>
    /// <param name="now">The watermark never runs ahead of it, whatever a server says.</param>
    /// <returns>True when the pass goes on.</returns>
    public bool Take(IReadOnlyList<DateTimeOffset> times, string? next, BlueskyOptions options, DateTimeOffset now)
    {
        foreach (var time in times)
            Highest = Later(Highest, time <= now ? time : now);
        EmptyPages = times.Count == 0 ? EmptyPages + 1 : 0;

        var firstRunIsOnePage = Watermark is null && options.Backfill == TimeSpan.Zero;
        var reachedFloor = Floor is { } floor && times.Count > 0 && times[^1] <= floor;
        if (next is null || next == Page || firstRunIsOnePage || reachedFloor || EmptyPages >= MostEmptyPages)
        {
            End();
            return false;
        }

        Page = next;
        return true;
    }

    /// <summary>The server does not take the page token any more: once from the top, with the same floor.</summary>
    /// <returns>False when that has been tried in this pass.</returns>
    public bool StartAgain()
    {
        if (Restarted || Page is null)
            return false;
        (Page, Restarted, EmptyPages) = (null, true, 0);
        return true;
    }

    private void End()
    {
        // A list that was empty at first has nothing before its beginning: whatever comes next is new.
        var reached = Highest ?? Watermark ?? DateTimeOffset.UnixEpoch;
        Watermark = Later(Watermark, reached);
        (Page, Floor, Highest, EmptyPages, Restarted) = (null, null, null, 0, false);
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    private static TimeSpan Largest(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
