using System.Diagnostics;
using System.Diagnostics.Metrics;
using Vigie.Collector.Intake;
using Vigie.Collector.Sources;
using Vigie.Core.Telemetry;

namespace Vigie.Collector;

/// <summary>What the collector counts. Tags are configured names and words of closed lists.</summary>
public sealed class CollectorMetrics
{
    private readonly Counter<long> _mentions;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _deletions;
    private readonly Counter<long> _intakes;
    private readonly Counter<long> _malformed;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _heldBack;
    private readonly Counter<long> _dropped;
    private readonly Gauge<long> _budget;

    /// <summary>Declares the instruments.</summary>
    public CollectorMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(TelemetryNames.Collector);
        _mentions = meter.CreateCounter<long>("vigie.collector.mentions", "{mention}", "New versions of mentions saved for judgement, by source.");
        _duplicates = meter.CreateCounter<long>("vigie.collector.duplicates", "{mention}", "Posts read again with the same text, by source.");
        _deletions = meter.CreateCounter<long>("vigie.collector.deletions", "{mention}", "Deletions learned of, by source.");
        _intakes = meter.CreateCounter<long>("vigie.collector.intakes", "{intake}", "Pages given to intake, by source and outcome.");
        _malformed = meter.CreateCounter<long>("vigie.collector.malformed", "{item}", "Items that could not be read and were left out, by source.");
        _refusals = meter.CreateCounter<long>("vigie.collector.refusals", "{refusal}", "Answers without a page, by source and kind.");
        _heldBack = meter.CreateCounter<long>("vigie.collector.held_back", "{pause}", "Pauses of a fifth of a second because too much waits for the classifier.");
        _dropped = meter.CreateCounter<long>("vigie.collector.texts_dropped", "{mention}", "Unflagged mentions whose text was dropped at the end of its time.");
        _budget = meter.CreateGauge<long>("vigie.collector.budget_left", "{call}", "Calls that the platform still allows, by source.");
    }

    internal static ActivitySource Activities { get; } = new(TelemetryNames.Collector);

    internal void TakenIn(string source, IntakeResult result)
    {
        _intakes.Add(1, Source(source), Reason(result.Outcome.ToString()));
        _mentions.Add(result.NewMentions.Count, Source(source));
        _duplicates.Add(result.Duplicates, Source(source));
        _deletions.Add(result.Deletions, Source(source));
    }

    internal void PageRead(string source, SourcePage page)
    {
        if (page.MalformedItems > 0)
            _malformed.Add(page.MalformedItems, Source(source));
        if (page.Budget is { } budget)
            _budget.Record(budget.Remaining, Source(source));
    }

    internal void Refused(string source, SourceRefusal refusal) => _refusals.Add(1, Source(source), Reason(refusal.GetType().Name));

    internal void HeldBack() => _heldBack.Add(1);

    internal void TextsDropped(int mentions) => _dropped.Add(mentions);

    private static KeyValuePair<string, object?> Source(string name) => new(TelemetryNames.SourceTag, name);

    private static KeyValuePair<string, object?> Reason(string word) => new(TelemetryNames.ReasonTag, word);
}
