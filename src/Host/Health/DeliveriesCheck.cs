using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Vigie.Core.Deliveries;
using Vigie.Storage;

namespace Vigie.Host.Health;

/// <summary>Alerts leave in time: no due delivery is old, none was given up lately.</summary>
internal sealed class DeliveriesCheck(IDbContextFactory<MonitorDb> databases, StorageDialect dialect, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var now = time.GetUtcNow();
            var late = now - HealthLimits.Waiting;
            var lately = now - HealthLimits.FailureShown;
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var failed = await db.Deliveries.CountAsync(delivery => delivery.State == DeliveryState.Failed && delivery.NotBefore > lately, cancellationToken);
            if (failed > 0)
                return HealthCheckResult.Degraded($"{failed} deliveries were given up in the last 24 hours");

            var waiting = await db.Deliveries.CountAsync(delivery => delivery.State == DeliveryState.Pending && delivery.NotBefore < late, cancellationToken);
            var stuck = await db.Deliveries.CountAsync(delivery => delivery.State == DeliveryState.Sending && delivery.ClaimedUntil < late, cancellationToken);
            return waiting + stuck > 0
                ? HealthCheckResult.Degraded($"{waiting + stuck} deliveries are due for more than {HealthLimits.Waiting.TotalMinutes:0} minutes")
                : HealthCheckResult.Healthy("no delivery is late");
        }
        catch (Exception exception) when (dialect.FaultOf(exception) is var fault && fault != StorageFault.None)
        {
            return HealthCheckResult.Unhealthy("not known, the database is " + StorageFaultWords.Of(fault));
        }
    }
}
