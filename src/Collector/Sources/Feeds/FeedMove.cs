namespace Vigie.Collector.Sources.Feeds;

/// <summary>A permanent redirect that was seen: believed after the same answer on three days, because many are somebody's mistake of an hour.</summary>
/// <param name="To">Where it leads.</param>
/// <param name="Days">On how many days it was seen.</param>
/// <param name="LastDay">The last of them.</param>
internal sealed record FeedMove(string To, int Days, DateOnly LastDay)
{
    private const int Believed = 3;

    /// <summary>Whether to ask there at once.</summary>
    public bool IsBelieved => Days >= Believed;

    /// <summary>What is known after one more answer.</summary>
    /// <param name="before">What was known.</param>
    /// <param name="seen">Where the permanent redirects led this time; null when there were none.</param>
    /// <param name="today">Today.</param>
    public static FeedMove? After(FeedMove? before, Uri? seen, DateOnly today)
    {
        if (seen is null)
            return null;
        if (before is null || before.To != seen.AbsoluteUri)
            return new FeedMove(seen.AbsoluteUri, 1, today);
        return before.LastDay == today ? before : before with { Days = before.Days + 1, LastDay = today };
    }
}
