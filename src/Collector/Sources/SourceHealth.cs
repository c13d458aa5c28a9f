using Microsoft.EntityFrameworkCore;
using Vigie.Core.Sources;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.Collector.Sources;

/// <summary>Keeps the health row of each source: what the status page, the readiness check and the schedule read.</summary>
public sealed class SourceHealth(IDbContextFactory<MonitorDb> databases, StorageDialect dialect, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstLimitPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestLimitPause = TimeSpan.FromMinutes(15);

    // Whatever a platform announces: a wrong date in a header must not silence a source for years.
    private static readonly TimeSpan LongestAnnounced = TimeSpan.FromHours(24);

    // Clocks of machines that share a database differ by less (decision 0004).
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    /// <summary>Makes rows for sources that have none. A source that was stopped starts anew when the program starts: the operator may have mended it.</summary>
    public async Task RegisterAsync(IReadOnlyList<ConfiguredSource> sources, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = sources.Select(source => new Source { Name = source.Name, Platform = source.Platform.Name, Condition = SourceCondition.New }).ToList();
        await dialect.InsertNewRowsAsync(db, rows, cancellationToken);

        var names = sources.Select(source => source.Name).ToList();
        await db.Sources
            .Where(row => names.Contains(row.Name) && (row.Condition == SourceCondition.NeedsReconnect || row.Condition == SourceCondition.Gone))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Condition, SourceCondition.New), cancellationToken);
    }

    /// <summary>Health row of a source, untracked; null before <see cref="RegisterAsync"/>.</summary>
    public async Task<Source?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Sources.AsNoTracking().FirstOrDefaultAsync(row => row.Name == name, cancellationToken);
    }

    /// <summary>Whether a source may be asked now. After a clock that was set back, a pause that was running begins anew, no longer than it was.</summary>
    public async Task<bool> MayBeAskedAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Sources.FirstOrDefaultAsync(source => source.Name == name, cancellationToken) is not { } row)
            return true;
        if (row.Condition is SourceCondition.NeedsReconnect or SourceCondition.Gone)
            return false;

        var now = time.GetUtcNow();
        if (row.NotBefore > now && row.LastAttemptAt > now + ClockTolerance)
        {
            row.NotBefore -= row.LastAttemptAt - now;
            row.LastAttemptAt = now;
            await db.SaveChangesAsync(cancellationToken);
        }

        return !(row.NotBefore > now);
    }

    /// <summary>A good answer.</summary>
    public async Task SucceededAsync(string name, TimeSpan? askAgainAfter, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var notBefore = Bounded(now + askAgainAfter, now);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Sources.Where(row => row.Name == name).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Condition, SourceCondition.Healthy)
                .SetProperty(row => row.Reason, (string?)null)
                .SetProperty(row => row.NotBefore, notBefore)
                .SetProperty(row => row.LastAttemptAt, now)
                .SetProperty(row => row.LastSuccessAt, now)
                .SetProperty(row => row.ConsecutiveFailures, 0),
            cancellationToken);
    }

    /// <summary>A refusal: remembers why, and when to ask again.</summary>
    /// <returns>The row after the change.</returns>
    public async Task<Source?> RefusedAsync(string name, SourceRefusal refusal, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.Sources.FirstOrDefaultAsync(source => source.Name == name, cancellationToken);
        if (row is null)
            return null;

        row.LastAttemptAt = now;
        row.ConsecutiveFailures++;
        row.Reason = refusal.Reason;
        (row.Condition, row.NotBefore) = refusal switch
        {
            RateLimited limited => (SourceCondition.RateLimited, Bounded(limited.Until, now) ?? now + Growing(FirstLimitPause, LongestLimitPause, row.ConsecutiveFailures)),
            ExpiredCredentials => (SourceCondition.NeedsReconnect, (DateTimeOffset?)null),
            Gone => (SourceCondition.Gone, null),
            _ => (SourceCondition.Failing, now + Growing(FirstPause, LongestPause, row.ConsecutiveFailures)),
        };
        await db.SaveChangesAsync(cancellationToken);
        return row;
    }

    private static DateTimeOffset? Bounded(DateTimeOffset? at, DateTimeOffset now) => at > now + LongestAnnounced ? now + LongestAnnounced : at;

    private static TimeSpan Growing(TimeSpan first, TimeSpan longest, int failures)
    {
        var pause = first * Math.Pow(2, Math.Min(failures - 1, 12));
        return pause < longest ? pause : longest;
    }
}
