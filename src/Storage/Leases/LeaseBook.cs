using Microsoft.EntityFrameworkCore;
using Vigie.Storage.Entities;

namespace Vigie.Storage.Leases;

/// <summary>
/// Gives one process at a time the right to do something. Times come from the
/// process clock: machines that share a database must agree within a fraction of the lease (docs/decisions/0004).
/// </summary>
public sealed class LeaseBook(IDbContextFactory<MonitorDb> databases, StorageDialect dialect, TimeProvider time)
{
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
        return await dialect.InsertNewRowsAsync(db, [new Lease { Name = name, Owner = owner, Until = until }], cancellationToken) > 0;
    }

    /// <summary>Gives a lease back, so that another process need not wait for its end.</summary>
    public async Task ReleaseAsync(string name, string owner, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Leases.Where(lease => lease.Name == name && lease.Owner == owner).ExecuteDeleteAsync(cancellationToken);
    }
}
