using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Vigie.Host.Health;

/// <summary>Runs the checks at most every few seconds, however many probes ask.</summary>
internal sealed class Readiness(HealthCheckService checks, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _asking = new(1, 1);
    private (HealthReport Report, long At)? _known;

    public async Task<HealthReport> ReportAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_known is { } known && time.GetElapsedTime(known.At) < HealthLimits.Fresh)
                return known.Report;

            var report = await checks.CheckHealthAsync(cancellationToken);
            _known = (report, time.GetTimestamp());
            return report;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();
}
