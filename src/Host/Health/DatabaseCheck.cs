using Microsoft.Extensions.Diagnostics.HealthChecks;
using Vigie.Storage;

namespace Vigie.Host.Health;

/// <summary>The database answers and has the tables of this program.</summary>
internal sealed class DatabaseCheck(MonitorMigrator migrator, StorageDialect dialect) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var pending = await migrator.PendingAsync(cancellationToken);
            return pending.Count == 0
                ? HealthCheckResult.Healthy("reachable, migrated")
                : HealthCheckResult.Unhealthy($"not migrated ({pending.Count} missing): run vigie migrate");
        }
        catch (Exception exception) when (dialect.FaultOf(exception) is var fault && fault != StorageFault.None)
        {
            return HealthCheckResult.Unhealthy(StorageFaultWords.Of(fault));
        }
    }
}
