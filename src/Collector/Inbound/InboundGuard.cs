using System.Threading.RateLimiting;

namespace Vigie.Collector.Inbound;

/// <summary>
/// Bounds what callers may cost. Bodies are read and checked a few at a time, whoever sends them; signed calls of one source are counted in
/// windows of a minute. A call without a good signature takes nothing from the budget of the sender it pretends to be.
/// </summary>
internal sealed class InboundGuard : IDisposable
{
    /// <summary>Bodies in memory at a time, each of at most 1 MB.</summary>
    public const int MostAtOnce = 64;

    private const int MostWaiting = 512;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryAtLeast = TimeSpan.FromSeconds(1);
    private readonly ConcurrencyLimiter _reading = new(new ConcurrencyLimiterOptions { PermitLimit = MostAtOnce, QueueLimit = MostWaiting });
    private readonly PartitionedRateLimiter<(string Source, int MaxPerMinute)> _signed =
        PartitionedRateLimiter.Create<(string Source, int MaxPerMinute), string>(call => RateLimitPartition.GetFixedWindowLimiter(
            call.Source, _ => new FixedWindowRateLimiterOptions { PermitLimit = call.MaxPerMinute, Window = Window, QueueLimit = 0 }));

    /// <summary>Waits for a place among those whose body is read.</summary>
    /// <returns>The place, to be given back; not acquired when too many wait already.</returns>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellationToken) => _reading.AcquireAsync(1, cancellationToken);

    /// <summary>Counts a call whose signature was good.</summary>
    /// <returns>Null when it is within the budget; otherwise when to call again.</returns>
    public TimeSpan? Count(string source, int maxPerMinute)
    {
        using var lease = _signed.AttemptAcquire((source, maxPerMinute));
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > RetryAtLeast ? after : RetryAtLeast;
    }

    public void Dispose()
    {
        _reading.Dispose();
        _signed.Dispose();
    }
}
