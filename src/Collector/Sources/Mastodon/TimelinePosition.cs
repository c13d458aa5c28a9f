using System.Text.Json.Serialization;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>How far a timeline has been read. Ids are opaque: compared for equality only.</summary>
/// <remarks>
/// <c>min_id</c> gives the page that follows an id, so page after page leaves no gap. <c>since_id</c> gives the newest page and leaves a gap below it as soon as
/// there is more than one page; where a call knows nothing else, the gap is walked down with <c>max_id</c> before the position moves.
/// </remarks>
internal sealed record TimelinePosition
{
    /// <summary>The start of a timeline that was empty when it was first read: below every id of every known server.</summary>
    public const string Beginning = "0";

    /// <summary>Everything up to this id has been read; null before the first page.</summary>
    [JsonPropertyName("n")]
    public string? Newest { get; init; }

    /// <summary>The call knows only <c>since_id</c>.</summary>
    [JsonPropertyName("s")]
    public bool BySince { get; init; }

    /// <summary>While a gap is walked down: where the position moves when its end is reached.</summary>
    [JsonPropertyName("t")]
    public string? Top { get; init; }

    /// <summary>While a gap is walked down: everything from this id up to <see cref="Top"/> has been read.</summary>
    [JsonPropertyName("b")]
    public string? Bottom { get; init; }

    /// <summary>The part of the query that asks for the next page.</summary>
    public string Query => this switch
    {
        { Newest: null } => string.Empty,
        { Bottom: { } bottom } => $"&max_id={Uri.EscapeDataString(bottom)}&since_id={Uri.EscapeDataString(Newest)}",
        { BySince: true } => $"&since_id={Uri.EscapeDataString(Newest)}",
        _ => $"&min_id={Uri.EscapeDataString(Newest)}",
    };

    /// <summary>The position after a page, and whether there may be another one.</summary>
    public (TimelinePosition Next, bool More) After(TimelinePage page)
    {
        var bySince = page.BySince ?? BySince;
        if (page.Newest is null || page.Newest == Newest || page.Ids.Contains(Bottom))
            return (new TimelinePosition { Newest = Top ?? Newest ?? Beginning, BySince = bySince }, false);

        // The first page ever: the history below it is not collected.
        if (Newest is null)
            return (new TimelinePosition { Newest = page.Newest, BySince = bySince }, true);

        if (!bySince && Bottom is null)
            return (new TimelinePosition { Newest = page.Newest }, true);

        var top = Top ?? page.Newest;
        return page.Oldest is null || page.Ids.Contains(Newest)
            ? (new TimelinePosition { Newest = top, BySince = bySince }, true)
            : (new TimelinePosition { Newest = Newest, BySince = bySince, Top = top, Bottom = page.Oldest }, true);
    }
}
