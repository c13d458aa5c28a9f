namespace Vigie.Classifier.People;

/// <summary>A person of the register named in a text.</summary>
/// <param name="First">First token.</param>
/// <param name="Last">Last token.</param>
/// <param name="Person">Register id; null when several entries fit equally.</param>
/// <param name="Rule">How it was found.</param>
internal sealed record PersonMatch(int First, int Last, string? Person, string Rule);
