namespace Vigie.Notifier.Routing;

/// <summary>What routing of one batch came to.</summary>
/// <param name="Decisions">Each mention, the rule and why.</param>
/// <param name="DueNow">Deliveries that need not wait.</param>
internal sealed record RoutedBatch(IReadOnlyList<RoutingDecision> Decisions, IReadOnlyList<Guid> DueNow);
