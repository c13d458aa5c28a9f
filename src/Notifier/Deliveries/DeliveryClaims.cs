using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.Notifier.Deliveries;

/// <summary>Takes due deliveries for this process, and closes their alerts in the same transaction: a mention that comes later opens a new one.</summary>
internal sealed class DeliveryClaims(
    IDbContextFactory<MonitorDb> databases, StorageDialect dialect, AlertReader reader, IOptions<NotifierOptions> options, TimeProvider time)
{
    /// <param name="deliveryIds">Only these; null for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(IReadOnlyList<Guid>? deliveryIds, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await ClaimAsync(db, deliveryIds, cancellationToken);
        if (rows.Count == 0)
            return [];

        // After commit, because what joined the alerts until their closing is seen only now.
        var alerts = await reader.ReadAsync(db, rows, cancellationToken);
        return [.. rows.Select(row => new ClaimedDelivery(row, alerts.GetValueOrDefault(row.Id)))];
    }

    private async Task<List<Delivery>> ClaimAsync(MonitorDb db, IReadOnlyList<Guid>? deliveryIds, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var claimed = await dialect.ClaimDeliveriesAsync(
            db, deliveryIds, now, now + settings.SendTimeout + settings.ClaimMargin, settings.ParallelSends, cancellationToken);
        if (claimed.Count == 0)
            return [];

        var rows = await db.Deliveries.AsNoTracking().Where(delivery => claimed.Contains(delivery.Id)).OrderBy(delivery => delivery.NotBefore).ToListAsync(cancellationToken);
        var open = await dialect.HoldOpenAlertsAsync(db, [.. rows.Select(row => row.AlertId).Distinct()], cancellationToken);
        if (open.Count > 0)
        {
            var closing = open.ToList();
            await db.Alerts.Where(alert => closing.Contains(alert.Id)).ExecuteUpdateAsync(update => update.SetProperty(alert => alert.Open, false), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return rows;
    }
}
