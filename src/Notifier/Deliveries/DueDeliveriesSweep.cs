using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Vigie.Core.Contracts;
using Vigie.Core.Deliveries;
using Vigie.Storage;
using Vigie.Storage.Sweeping;

namespace Vigie.Notifier.Deliveries;

/// <summary>Rings for deliveries whose time has long come, or whose claimer died, so that any notifier process takes them; and measures what waits.</summary>
internal sealed class DueDeliveriesSweep(
    IDbContextFactory<MonitorDb> databases, IBell bell, NotifierMetrics metrics, IOptions<SweeperOptions> options, TimeProvider time) : ISweep
{
    public string Name => "deliver";

    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var before = now - options.Value.RingAfter;
        var overdue = await db.Deliveries
            .Where(delivery => (delivery.State == DeliveryState.Pending && delivery.NotBefore < before)
                || (delivery.State == DeliveryState.Sending && delivery.ClaimedUntil < now))
            .OrderBy(delivery => delivery.NotBefore)
            .Select(delivery => delivery.Id)
            .Take(options.Value.MostPerSweep)
            .ToListAsync(cancellationToken);
        foreach (var batch in overdue.Chunk(options.Value.BatchSize))
            await bell.RingAsync(new DeliveriesDue(batch), cancellationToken);

        metrics.Measured(await MeasureAsync(db, now, cancellationToken));
        return overdue.Count;
    }

    private static async Task<DeliveryBacklog> MeasureAsync(MonitorDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = db.Deliveries.Where(delivery => delivery.State == DeliveryState.Pending || delivery.State == DeliveryState.Sending);
        var oldest = await waiting.MinAsync(delivery => (DateTimeOffset?)delivery.NotBefore, cancellationToken);
        return new DeliveryBacklog(
            await waiting.CountAsync(cancellationToken),
            await db.Deliveries.CountAsync(delivery => delivery.State == DeliveryState.Failed, cancellationToken),
            oldest < now ? now - oldest.Value : TimeSpan.Zero);
    }
}
