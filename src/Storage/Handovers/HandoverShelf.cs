using Microsoft.EntityFrameworkCore;
using Vigie.Core.Handovers;
using Vigie.Storage.Entities;

namespace Vigie.Storage.Handovers;

/// <summary>The shelf between the stages: put, take, and put back with a reason.</summary>
public sealed class HandoverShelf(StorageDialect dialect, TimeProvider time)
{
    /// <summary>Puts mentions on the shelf of a stage, inside the caller's transaction.</summary>
    public Task PutAsync(MonitorDb db, HandoverStage stage, IEnumerable<Guid> mentionIds, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = mentionIds.Select(id => new Handover { Stage = stage, MentionId = id, EnqueuedAt = now, DueAt = now }).ToList();
        return dialect.InsertNewRowsAsync(db, rows, cancellationToken);
    }

    /// <summary>Takes mentions from the shelf, inside the caller's transaction; only what is returned is the caller's to work on.</summary>
    public Task<IReadOnlySet<Guid>> TakeAsync(MonitorDb db, HandoverStage stage, IReadOnlyList<Guid> mentionIds, CancellationToken cancellationToken) =>
        dialect.TakeHandoversAsync(db, stage, mentionIds, cancellationToken);

    /// <summary>Records why a stage could not work on mentions, and when the bell may ring for them again: 10 s, doubled with each attempt, at most 15 min.</summary>
    /// <param name="db">Context.</param>
    /// <param name="stage">The stage that failed.</param>
    /// <param name="mentionIds">The mentions.</param>
    /// <param name="reason">A word from a closed list or the name of a phase; never text of a mention.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task PutBackAsync(MonitorDb db, HandoverStage stage, IReadOnlyList<Guid> mentionIds, string reason, CancellationToken cancellationToken)
    {
        var attempts = await db.Handovers.AsNoTracking()
            .Where(row => row.Stage == stage && mentionIds.Contains(row.MentionId))
            .Select(row => row.Attempts)
            .Distinct()
            .ToListAsync(cancellationToken);
        // One statement for all that have failed equally often.
        foreach (var before in attempts.OrderDescending())
        {
            var dueAt = time.GetUtcNow() + Pause(before + 1);
            await db.Handovers
                .Where(row => row.Stage == stage && mentionIds.Contains(row.MentionId) && row.Attempts == before)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Attempts, before + 1)
                        .SetProperty(row => row.LastFailure, reason)
                        .SetProperty(row => row.DueAt, dueAt),
                    cancellationToken);
        }
    }

    /// <summary>How much waits for a stage, how old the oldest is, and how much of it has failed before.</summary>
    public async Task<Backlog> BacklogAsync(HandoverStage stage, MonitorDb db, CancellationToken cancellationToken)
    {
        var waiting = db.Handovers.Where(row => row.Stage == stage);
        var count = await waiting.CountAsync(cancellationToken);
        if (count == 0)
            return new Backlog(0, TimeSpan.Zero, 0);

        var oldest = await waiting.MinAsync(row => row.EnqueuedAt, cancellationToken);
        var failed = await waiting.CountAsync(row => row.Attempts > 0, cancellationToken);
        return new Backlog(count, time.GetUtcNow() - oldest, failed);
    }

    private static TimeSpan Pause(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(900, 10 * Math.Pow(2, Math.Min(attempts - 1, 10))));
}
