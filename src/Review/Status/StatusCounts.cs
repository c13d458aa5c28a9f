using Microsoft.EntityFrameworkCore;
using Vigie.Core.Deliveries;
using Vigie.Core.Handovers;
using Vigie.Storage;
using Vigie.Storage.Handovers;

namespace Vigie.Review.Status;

/// <summary>
/// Counts for the status page, at most once in two seconds however many people look. Verdicts are append-only with an indexed time: after the first
/// count only the last minutes are read. See <see cref="MentionTotal"/> for the mentions.
/// </summary>
internal sealed class StatusCounts(IDbContextFactory<MonitorDb> databases, StorageDialect dialect, HandoverShelf shelf, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _counting = new(1, 1);
    private readonly IncrementalCount _judged = new(Settle);
    private readonly IncrementalCount _flagged = new(Settle);
    private readonly IncrementalCount _alerts = new(Settle);
    private StatusSnapshot? _known;

    /// <summary>The counts; null when the database cannot be used.</summary>
    public async Task<StatusSnapshot?> NowAsync(CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken);
        try
        {
            if (_known is { } known && time.GetUtcNow() - known.At < Fresh)
                return known;
            return _known = await CountAsync(cancellationToken);
        }
        catch (Exception exception) when (dialect.FaultOf(exception) != StorageFault.None)
        {
            return null;
        }
        finally
        {
            _counting.Release();
        }
    }

    public void Dispose() => _counting.Dispose();

    private async Task<StatusSnapshot> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var judged = await _judged.TotalAsync(now, (from, to) =>
            db.Verdicts.Where(verdict => verdict.JudgedAt >= from && (to == null || verdict.JudgedAt < to)).LongCountAsync(cancellationToken));
        var flagged = await _flagged.TotalAsync(now, (from, to) =>
            db.Verdicts.Where(verdict => verdict.Flagged && verdict.JudgedAt >= from && (to == null || verdict.JudgedAt < to)).LongCountAsync(cancellationToken));
        var alerts = await _alerts.TotalAsync(now, (from, to) =>
            db.Alerts.Where(alert => alert.OpenedAt >= from && (to == null || alert.OpenedAt < to)).LongCountAsync(cancellationToken));
        var backlog = await shelf.BacklogAsync(HandoverStage.Classify, db, cancellationToken);
        var states = await db.Deliveries.GroupBy(delivery => delivery.State).Select(group => new { State = group.Key, Count = group.LongCount() }).ToListAsync(cancellationToken);
        var (collected, estimated) = await MentionTotal.OfAsync(db, cancellationToken);
        return new StatusSnapshot(
            now, collected, judged, flagged, backlog.Count, backlog.Failed, alerts,
            new DeliveryCounts(CountOf(DeliveryState.Pending), CountOf(DeliveryState.Sending), CountOf(DeliveryState.Sent), CountOf(DeliveryState.Failed)),
            await SourcesAsync(db, now, cancellationToken),
            estimated);

        long CountOf(DeliveryState state) => states.Find(row => row.State == state)?.Count ?? 0;
    }

    private static async Task<IReadOnlyList<SourceStatus>> SourcesAsync(MonitorDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now.AddDays(-1);
        var fresh = await db.Mentions
            .Where(mention => mention.CollectedAt >= since && mention.Text != null)
            .GroupBy(mention => mention.Source)
            .Select(group => new { Source = group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(row => row.Source, row => row.Count, StringComparer.Ordinal, cancellationToken);
        var rows = await db.Sources.AsNoTracking().OrderBy(source => source.Name).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new SourceStatus(row.Name, row.Platform, row.Condition.ToString(), row.Reason, row.LastSuccessAt, fresh.GetValueOrDefault(row.Name)))];
    }
}
