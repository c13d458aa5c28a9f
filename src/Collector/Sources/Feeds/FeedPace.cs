using System.Globalization;
using System.Net.Http.Headers;
using Vigie.Collector.Sources.Feeds.Reading;

namespace Vigie.Collector.Sources.Feeds;

/// <summary>How often a feed wants to be asked: the longest of <c>ttl</c>, the syndication module and HTTP's freshness, and a day at most.</summary>
internal static class FeedPace
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static TimeSpan Of(FeedItem feed)
    {
        var ttl = Number(feed, "ttl") is { } minutes ? TimeSpan.FromMinutes(Math.Clamp(minutes, 0, 1440)) : TimeSpan.Zero;
        var period = Period(feed);
        return Bound(ttl > period ? ttl : period);
    }

    public static TimeSpan Of(CacheControlHeaderValue? cache) =>
        cache is { NoCache: false, NoStore: false, MaxAge: { } age } ? Bound(age) : TimeSpan.Zero;

    private static TimeSpan Period(FeedItem feed)
    {
        var period = feed.More.GetValueOrDefault("sy:updateperiod");
        var frequency = Number(feed, "sy:updatefrequency");
        // The module's own defaults: once, daily.
        if (period is null && frequency is null)
            return TimeSpan.Zero;
        var length = period?.Trim().ToUpperInvariant() switch
        {
            "HOURLY" => TimeSpan.FromHours(1),
            "DAILY" or null => TimeSpan.FromDays(1),
            "WEEKLY" or "MONTHLY" or "YEARLY" => TimeSpan.FromDays(7),
            _ => TimeSpan.Zero,
        };
        return length / Math.Clamp(frequency ?? 1, 1, 3600);
    }

    private static double? Number(FeedItem feed, string name) =>
        feed.More.TryGetValue(name, out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static TimeSpan Bound(TimeSpan pace) => pace < TimeSpan.Zero ? TimeSpan.Zero : pace > Longest ? Longest : pace;
}
