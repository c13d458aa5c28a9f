using System.Diagnostics.Metrics;
using Vigie.Core.Telemetry;

namespace Vigie.Collector.Inbound;

/// <summary>What came in by webhook.</summary>
internal sealed class InboundMetrics
{
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _refused;

    public InboundMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(TelemetryNames.Collector);
        _accepted = meter.CreateCounter<long>("vigie.collector.inbound.accepted", "{call}", "Signed calls whose content was saved.");
        _repeated = meter.CreateCounter<long>("vigie.collector.inbound.repeated", "{call}", "Signed calls that had been taken before.");
        _refused = meter.CreateCounter<long>("vigie.collector.inbound.refused", "{call}", "Calls that were not taken, by reason.");
    }

    public void Accepted(string source) => _accepted.Add(1, new KeyValuePair<string, object?>(TelemetryNames.SourceTag, source));

    public void Repeated(string source) => _repeated.Add(1, new KeyValuePair<string, object?>(TelemetryNames.SourceTag, source));

    /// <summary>The source is no tag here: the name of an unknown one is the caller's own.</summary>
    public void Refused(InboundRefusal reason) => _refused.Add(1, new KeyValuePair<string, object?>(TelemetryNames.ReasonTag, Word(reason)));

    private static string Word(InboundRefusal reason) => reason switch
    {
        InboundRefusal.UnknownSource => "unknown_source",
        InboundRefusal.TooLarge => "too_large",
        InboundRefusal.Unsigned => "unsigned",
        InboundRefusal.Stale => "stale",
        InboundRefusal.BadSignature => "bad_signature",
        InboundRefusal.Malformed => "malformed",
        InboundRefusal.TooMany => "too_many",
        _ => "storage",
    };
}
