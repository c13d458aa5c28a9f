namespace Vigie.Review.Status;

/// <summary>How one source is doing.</summary>
/// <param name="Name">Configured name.</param>
/// <param name="Platform">Platform word.</param>
/// <param name="Condition">Word of the condition, e.g. <c>Healthy</c>.</param>
/// <param name="Reason">Why, in words of Vigie; null when all is well.</param>
/// <param name="LastSuccessAt">Last good answer.</param>
/// <param name="New">Versions of posts saved from it in the last 24 hours.</param>
public sealed record SourceStatus(string Name, string Platform, string Condition, string? Reason, DateTimeOffset? LastSuccessAt, long New);
