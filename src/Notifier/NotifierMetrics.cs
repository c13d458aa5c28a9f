using System.Diagnostics.Metrics;
using Vigie.Core.Deliveries;
using Vigie.Core.Telemetry;
using Vigie.Notifier.Deliveries;
using Vigie.Notifier.Routing;

namespace Vigie.Notifier;

/// <summary>Instruments of the notifier. Tags come from enums and from configured names only.</summary>
public sealed class NotifierMetrics
{
    private const string RuleTag = "vigie.rule";

    private readonly Counter<long> _decisions;
    private readonly Counter<long> _unrouted;
    private readonly Counter<long> _races;
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _givenUp;
    private readonly Counter<long> _refusedRecipients;
    private readonly Counter<long> _handedBack;
    private readonly Histogram<double> _delay;
    private volatile DeliveryBacklog _backlog = DeliveryBacklog.Empty;

    /// <summary>Declares the instruments.</summary>
    public NotifierMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(TelemetryNames.Notifier);
        _decisions = meter.CreateCounter<long>("vigie.notifier.decisions", "{mention}", "Flagged mentions by rule and by the reason why they did, or did not, lead to a new alert.");
        _unrouted = meter.CreateCounter<long>("vigie.notifier.unrouted", "{mention}", "Flagged mentions that no rule takes; above zero, a rule is missing.");
        _races = meter.CreateCounter<long>("vigie.notifier.races", "{batch}", "Batches asked again because another process opened the same alert.");
        _deliveries = meter.CreateCounter<long>("vigie.notifier.deliveries", "{attempt}", "Attempts to deliver by receiver and by how they ended.");
        _givenUp = meter.CreateCounter<long>("vigie.notifier.given_up", "{delivery}", "Deliveries given up; above zero, somebody was not told.");
        _refusedRecipients = meter.CreateCounter<long>("vigie.notifier.recipients_refused", "{recipient}", "Recipients refused for good although others of the same mail accepted; above zero, somebody was not told.");
        _handedBack = meter.CreateCounter<long>("vigie.notifier.handed_back", "{delivery}", "Deliveries handed back because the process stopped.");
        _delay = meter.CreateHistogram<double>("vigie.notifier.delay", "s", "From the opening of an alert to the acceptance by a receiver.");
        meter.CreateObservableGauge("vigie.notifier.waiting", () => _backlog.Waiting, "{delivery}", "Deliveries not yet accepted.");
        meter.CreateObservableGauge("vigie.notifier.failed", () => _backlog.Failed, "{delivery}", "Deliveries that were given up and are still stored.");
        meter.CreateObservableGauge("vigie.notifier.overdue", () => _backlog.Overdue.TotalSeconds, "s", "How long the most overdue delivery waits beyond its time.");
    }

    internal void Decided(RoutingDecision decision)
    {
        _decisions.Add(1, new(RuleTag, decision.Rule ?? "none"), new(TelemetryNames.ReasonTag, decision.Reason.ToString()));
        if (string.Equals(decision.Rule, RoutingRules.CatchAll, StringComparison.Ordinal) && decision.Reason != RoutingReason.AlreadyAlerted)
            _unrouted.Add(1);
    }

    internal void RaceLost() => _races.Add(1);

    internal void Attempted(string receiver, DeliveryCategory category) =>
        _deliveries.Add(1, new(TelemetryNames.ReceiverTag, receiver), new(TelemetryNames.CategoryTag, category.ToString()));

    internal void Accepted(string receiver, TimeSpan delay) =>
        _delay.Record(delay.TotalSeconds, new KeyValuePair<string, object?>(TelemetryNames.ReceiverTag, receiver));

    internal void GivenUp(string receiver, DeliveryCategory category) =>
        _givenUp.Add(1, new(TelemetryNames.ReceiverTag, receiver), new(TelemetryNames.CategoryTag, category.ToString()));

    internal void RecipientsRefused(string receiver, int recipients) =>
        _refusedRecipients.Add(recipients, new KeyValuePair<string, object?>(TelemetryNames.ReceiverTag, receiver));

    internal void HandedBack() => _handedBack.Add(1);

    internal void Measured(DeliveryBacklog backlog) => _backlog = backlog;
}
