using System.Diagnostics;
using System.Diagnostics.Metrics;
using Vigie.Core.Mentions;
using Vigie.Core.Telemetry;

namespace Vigie.Classifier;

/// <summary>What the classifier counts.</summary>
public sealed class ClassifierMetrics
{
    private readonly Counter<long> _verdicts;
    private readonly Counter<long> _abuse;
    private readonly Counter<long> _incomplete;
    private readonly Counter<long> _unscored;
    private readonly Counter<long> _notSaved;
    private readonly Histogram<double> _duration;

    /// <summary>Declares the instruments.</summary>
    public ClassifierMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(TelemetryNames.Classifier);
        _verdicts = meter.CreateCounter<long>("vigie.classifier.verdicts", "{verdict}", "Mentions judged, by ruleset and whether flagged.");
        _abuse = meter.CreateCounter<long>("vigie.classifier.abuse", "{finding}", "Abuse found, by category.");
        _incomplete = meter.CreateCounter<long>("vigie.classifier.incomplete", "{verdict}", "Verdicts in which a phase failed or timed out; a human looks at each.");
        _unscored = meter.CreateCounter<long>("vigie.classifier.unscored", "{attempt}", "Attempts to judge a mention that failed altogether; tried again.");
        _notSaved = meter.CreateCounter<long>("vigie.classifier.not_saved", "{mention}", "Mentions whose verdict could not be saved because the database was away.");
        _duration = meter.CreateHistogram("vigie.classifier.duration", "s", "Time to judge one mention.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.000_01, 0.000_03, 0.000_1, 0.000_3, 0.001, 0.003, 0.01, 0.1, 1],
        });
    }

    internal static ActivitySource Activities { get; } = new(TelemetryNames.Classifier);

    internal void Judged(Judgement judgement, string ruleset, TimeSpan took)
    {
        _verdicts.Add(1, new KeyValuePair<string, object?>("vigie.ruleset", ruleset), new KeyValuePair<string, object?>("vigie.flagged", judgement.Flagged));
        _duration.Record(took.TotalSeconds);
        foreach (var abuse in judgement.Abuse)
            _abuse.Add(1, new KeyValuePair<string, object?>(TelemetryNames.CategoryTag, abuse.Category.Word()));
        if (judgement.Incomplete)
            _incomplete.Add(1);
    }

    internal void Unscored() => _unscored.Add(1);

    internal void NotSaved(int mentions) => _notSaved.Add(mentions);
}
