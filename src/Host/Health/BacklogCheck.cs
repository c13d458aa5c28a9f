using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Vigie.Core.Handovers;
using Vigie.Storage;
using Vigie.Storage.Handovers;

namespace Vigie.Host.Health;

/// <summary>The shelf of a stage moves: nothing on it is old, nothing has failed.</summary>
internal sealed class BacklogCheck(HandoverStage stage, HandoverShelf shelf, IDbContextFactory<MonitorDb> databases, StorageDialect dialect) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var backlog = await shelf.BacklogAsync(stage, db, cancellationToken);
            if (backlog.Failed > 0)
                return HealthCheckResult.Degraded($"{backlog.Failed} mentions failed and are tried again, {backlog.Count} waiting");
            return backlog.OldestAge > HealthLimits.Waiting
                ? HealthCheckResult.Degraded($"{backlog.Count} mentions waiting, the oldest for {TimeSpan.FromSeconds(Math.Floor(backlog.OldestAge.TotalSeconds))}")
                : HealthCheckResult.Healthy($"{backlog.Count} mentions waiting");
        }
        catch (Exception exception) when (dialect.FaultOf(exception) is var fault && fault != StorageFault.None)
        {
            return HealthCheckResult.Unhealthy("not known, the database is " + StorageFaultWords.Of(fault));
        }
    }
}
