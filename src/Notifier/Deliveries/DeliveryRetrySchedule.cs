using Vigie.Core.Deliveries;

namespace Vigie.Notifier.Deliveries;

/// <summary>Decides when, and whether, a delivery that failed is tried again.</summary>
internal sealed class DeliveryRetrySchedule(RetryOptions options)
{
    // 2^20 pauses of 30 s are far beyond every longest pause, and do not overflow.
    private const int MostDoublings = 20;

    /// <summary>Time of the next attempt; null to give up. The last attempt falls on the day the delivery reaches its greatest age.</summary>
    /// <param name="category">How the attempt ended.</param>
    /// <param name="attempts">Attempts made, this one included.</param>
    /// <param name="announced">Time that the receiver named.</param>
    /// <param name="createdAt">When the delivery was written.</param>
    /// <param name="now">End of the attempt.</param>
    public DateTimeOffset? Next(DeliveryCategory category, int attempts, DateTimeOffset? announced, DateTimeOffset createdAt, DateTimeOffset now)
    {
        var end = createdAt + options.MaxAge;
        if (category is DeliveryCategory.Permanent or DeliveryCategory.Success || now >= end)
            return null;

        var next = announced > now ? announced.Value : now + Pause(category, attempts);
        return next < end ? next : end;
    }

    private TimeSpan Pause(DeliveryCategory category, int attempts) => category switch
    {
        DeliveryCategory.RateLimited => options.RateLimited,
        DeliveryCategory.Unavailable => Doubled(options.UnavailableFirst, options.UnavailableLongest, attempts),
        DeliveryCategory.Authentication or DeliveryCategory.Configuration => options.UntilMended,
        _ => Doubled(options.TransientFirst, options.TransientLongest, attempts),
    };

    private static TimeSpan Doubled(TimeSpan first, TimeSpan longest, int attempts)
    {
        var pause = first * Math.Pow(2, Math.Clamp(attempts - 1, 0, MostDoublings));
        return pause < longest ? pause : longest;
    }
}
