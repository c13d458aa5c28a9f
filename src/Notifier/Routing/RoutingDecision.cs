namespace Vigie.Notifier.Routing;

/// <summary>What one rule decided on one mention.</summary>
/// <param name="MentionId">The mention.</param>
/// <param name="Rule">Name of the rule; null when no rule was asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="AlertId">The alert it now belongs to.</param>
internal sealed record RoutingDecision(Guid MentionId, string? Rule, RoutingReason Reason, Guid? AlertId);
