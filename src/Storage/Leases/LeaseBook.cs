using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Vigie.Storage.Entities;

namespace Vigie.Storage.Leases;

/// <summary>
/// Gives one process at a time the right to do something. Times come from the
/// process clock: machines that share a database must agree within a fraction of the lease (docs/decisions/0004). A clock that was set back must not
/// keep a dead holder's lease for hours: a lease that nobody has renewed for its whole length, by the running time of the process that looks, is free as well.
/// </summary>
public sealed class LeaseBook(IDbContextFactory<MonitorDb> databases, StorageDialect dialect, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    /// <summary>Takes or renews a lease.</summary>
    /// <param name="name">What is done alone.</param>
    /// <param name="owner">Id of this process.</param>
    /// <param name="duration">How long the right lasts without renewal.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>True when the lease is now the owner's.</returns>
    public async Task<bool> TryHoldAsync(string name, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var until = now + duration;
        var rows = await db.Leases
            .Where(lease => lease.Name == name && (lease.Owner == owner || lease.Until <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.Owner, owner).SetProperty(lease => lease.Until, until), cancellationToken);
        if (rows > 0)
            return true;

        // Nobody has held it yet, or somebody holds it now.
        return await dialect.InsertNewRowsAsync(db, [new Lease { Name = name, Owner = owner, Until = until }], cancellationToken) > 0
            || await TakeFromTheDeadAsync(db, name, owner, duration, cancellationToken);
    }

    private async Task<bool> TakeFromTheDeadAsync(MonitorDb db, string name, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        var held = await db.Leases.AsNoTracking().FirstOrDefaultAsync(lease => lease.Name == name, cancellationToken);
        if (held is null)
            return false;
        if (!_seen.TryGetValue(name, out var seen) || seen.Owner != held.Owner || seen.Until != held.Until)
        {
            _seen[name] = new Seen(held.Owner, held.Until, time.GetTimestamp());
            return false;
        }

        if (time.GetElapsedTime(seen.Since) < duration)
            return false;
        var until = time.GetUtcNow() + duration;
        return await db.Leases
            .Where(lease => lease.Name == name && lease.Owner == seen.Owner && lease.Until == seen.Until)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.Owner, owner).SetProperty(lease => lease.Until, until), cancellationToken) > 0;
    }

    /// <summary>Gives a lease back, so that another process need not wait for its end.</summary>
    public async Task ReleaseAsync(string name, string owner, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Leases.Where(lease => lease.Name == name && lease.Owner == owner).ExecuteDeleteAsync(cancellationToken);
    }

    private sealed record Seen(string Owner, DateTimeOffset Until, long Since);
}
