using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Vigie.Core.Telemetry;
using Vigie.Storage.Handovers;

namespace Vigie.Storage;

/// <summary>What the stages share: waiting work and sweeps.</summary>
public sealed class StorageMetrics
{
    private readonly Counter<long> _swept;
    private readonly Counter<long> _sweepFailures;
    private readonly ConcurrentDictionary<string, Backlog> _backlogs = new(StringComparer.Ordinal);

    /// <summary>Declares the instruments.</summary>
    public StorageMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(TelemetryNames.Storage);
        _swept = meter.CreateCounter<long>("vigie.sweeper.rows", "{row}", "Rows that a sweep had to act on: lost bells, old rows.");
        _sweepFailures = meter.CreateCounter<long>("vigie.sweeper.failures", "{sweep}", "Sweeps that did not come to their end.");
        meter.CreateObservableGauge("vigie.handovers.waiting", () => Observe(backlog => backlog.Count), "{mention}", "Mentions that wait for a stage.");
        meter.CreateObservableGauge("vigie.handovers.failed", () => Observe(backlog => backlog.Failed), "{mention}", "Waiting mentions on which the stage has failed; for classify, the unscored ones.");
        meter.CreateObservableGauge("vigie.handovers.oldest", () => Observe(backlog => backlog.OldestAge.TotalSeconds), "s", "Age of the mention that waits longest for a stage.");
    }

    /// <summary>A sweep is done.</summary>
    public void Swept(string sweep, int rows) => _swept.Add(rows, Stage(sweep));

    /// <summary>A sweep failed.</summary>
    public void SweepFailed(string sweep) => _sweepFailures.Add(1, Stage(sweep));

    /// <summary>The shelf of a stage was measured.</summary>
    public void Measured(string stage, Backlog backlog) => _backlogs[stage] = backlog;

    private static KeyValuePair<string, object?> Stage(string name) => new(TelemetryNames.StageTag, name);

    private IEnumerable<Measurement<double>> Observe(Func<Backlog, double> value) =>
        _backlogs.Select(entry => new Measurement<double>(value(entry.Value), Stage(entry.Key)));
}
