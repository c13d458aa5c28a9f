using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Vigie.Collector;
using Vigie.Collector.Sources;
using Vigie.Storage;

namespace Vigie.Host.Health;

/// <summary>Every stream is held by some process: the lease of each configured one is running.</summary>
internal sealed class StreamsCheck(
    SourceCatalog catalog, IDbContextFactory<MonitorDb> databases, StorageDialect dialect, IOptions<CollectorOptions> options, ProcessStart start, TimeProvider time) : IHealthCheck
{
    private const string LeasePrefix = "stream:";

    private readonly Lazy<IReadOnlyList<string>> _streams = new(() =>
        [.. catalog.Sources.Where(source => catalog.CreateStream(source) is not null).Select(source => source.Name)]);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (_streams.Value.Count == 0)
            return HealthCheckResult.Healthy("no stream is configured");

        try
        {
            var now = time.GetUtcNow();
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var held = await db.Leases.AsNoTracking().Where(lease => lease.Name.StartsWith(LeasePrefix) && lease.Until > now).Select(lease => lease.Name).ToListAsync(cancellationToken);
            var unheld = _streams.Value.Where(name => !held.Contains(LeasePrefix + name)).ToList();
            if (unheld.Count == 0)
                return HealthCheckResult.Healthy($"{_streams.Value.Count} of {_streams.Value.Count} streams are held");
            // A process that was killed keeps its lease until it ends; the first seconds after a start are no alarm either.
            return now - start.At < options.Value.Streams.Lease * 2
                ? HealthCheckResult.Degraded("about to listen: " + string.Join(", ", unheld))
                : HealthCheckResult.Unhealthy("nobody listens: " + string.Join(", ", unheld));
        }
        catch (Exception exception) when (dialect.FaultOf(exception) is var fault && fault != StorageFault.None)
        {
            return HealthCheckResult.Unhealthy("not known, the database is " + StorageFaultWords.Of(fault));
        }
    }
}
