using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using Vigie.Core.Deliveries;
using Vigie.Core.Handovers;
using Vigie.Storage;
using Vigie.Storage.Handovers;

namespace Vigie.Review.Status;

/// <summary>
/// Counts for the status page, at most once in two seconds however many people look. Verdicts, alerts and deliveries are only added to, and found by
/// time: after the first count only the last minutes are read. See <see cref="MentionTotal"/> for the mentions.
/// </summary>
internal sealed class StatusCounts(IDbContextFactory<MonitorDb> databases, StorageDialect dialect, HandoverShelf shelf, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _counting = new(1, 1);
    private readonly IncrementalCount _judged = new(Settle);
    private readonly IncrementalCount _flagged = new(Settle);
    private readonly IncrementalCount _alerts = new(Settle);
    private readonly IncrementalCount _deliveries = new(Settle);
    private readonly WindowCount _fresh = new(TimeSpan.FromDays(1), Settle);
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
        var (collected, estimated) = await MentionTotal.OfAsync(db, cancellationToken);
        return new StatusSnapshot(
            now, collected, judged, flagged, backlog.Count, backlog.Failed, alerts,
            await DeliveriesAsync(db, now, cancellationToken),
            await SourcesAsync(db, now, cancellationToken),
            estimated);
    }

    // Nearly all deliveries are sent: what is not is counted by the index of states, and the rest follows from the total.
    private async Task<DeliveryCounts> DeliveriesAsync(MonitorDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var pending = await CountAsync(DeliveryState.Pending);
        var sending = await CountAsync(DeliveryState.Sending);
        var failed = await CountAsync(DeliveryState.Failed);
        var total = await _deliveries.TotalAsync(now, (from, to) => CreatedAsync(db, from, to, cancellationToken));
        return new DeliveryCounts(pending, sending, Math.Max(0, total - pending - sending - failed), failed);

        Task<long> CountAsync(DeliveryState state) => db.Deliveries.LongCountAsync(delivery => delivery.State == state, cancellationToken);
    }

    // By the primary key, whose first 48 bits are the time of creation (version 7): a range of time is a range of the index.
    private static Task<long> CreatedAsync(MonitorDb db, DateTimeOffset from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        var first = FirstIdOf(from);
        var created = db.Deliveries.Where(delivery => delivery.Id.CompareTo(first) >= 0);
        if (to is { } end)
        {
            var next = FirstIdOf(end);
            created = created.Where(delivery => delivery.Id.CompareTo(next) < 0);
        }

        return created.LongCountAsync(cancellationToken);
    }

    private static Guid FirstIdOf(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, time.ToUnixTimeMilliseconds()) << 16);
        return new Guid(bytes, bigEndian: true);
    }

    private async Task<IReadOnlyList<SourceStatus>> SourcesAsync(MonitorDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fresh = await _fresh.TotalsAsync(now, async (from, to) => await db.Mentions
            .Where(mention => mention.CollectedAt >= from && (to == null || mention.CollectedAt < to) && mention.Text != null)
            .GroupBy(mention => mention.Source)
            .Select(group => new { Source = group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(row => row.Source, row => row.Count, StringComparer.Ordinal, cancellationToken));
        var rows = await db.Sources.AsNoTracking().OrderBy(source => source.Name).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new SourceStatus(row.Name, row.Platform, row.Condition.ToString(), row.Reason, row.LastSuccessAt, fresh.GetValueOrDefault(row.Name)))];
    }
}
