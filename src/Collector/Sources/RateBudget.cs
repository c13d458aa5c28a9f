namespace Vigie.Collector.Sources;

/// <summary>Calls that the platform still allows.</summary>
/// <param name="Remaining">Calls left in the window.</param>
/// <param name="ResetsAt">When the window begins anew.</param>
public sealed record RateBudget(int Remaining, DateTimeOffset ResetsAt);
