namespace Vigie.Collector.Sources.Bluesky.Streaming;

/// <summary>
/// A place in the stream: a time in microseconds (10¹⁵ and more) or, on a newer server, a sequence number. Both are inclusive: asking from a
/// place brings its event again.
/// </summary>
internal static class JetstreamPosition
{
    private const long FirstTime = 1_000_000_000_000_000;

    public static bool IsTime(long position) => position >= FirstTime;

    /// <summary>The further one; a position of the other kind means another server and replaces the old one.</summary>
    public static long Further(long? old, long @new) =>
        old is { } before && IsTime(before) == IsTime(@new) && before > @new ? before : @new;

    /// <summary>Where to ask from, so that nothing is left out: a little earlier by time, exactly there by number.</summary>
    public static long Rewound(long position, TimeSpan by, long? notBefore)
    {
        var from = IsTime(position) ? Math.Max(position - by.Ticks / TimeSpan.TicksPerMicrosecond, FirstTime) : position;
        return notBefore is { } least && IsTime(least) == IsTime(position) ? Math.Max(from, least) : from;
    }

    /// <summary>A little behind a place that cannot be passed; further with each attempt.</summary>
    public static long Behind(long position, int attempt) =>
        IsTime(position) ? position + (10_000L << Math.Min(attempt, 20)) : position + attempt + 1;
}
