namespace Vigie.Core.Contracts;

/// <summary>
/// Bell from the collector to the classifier: these mentions are saved and wait for a verdict.
/// Carries ids only, never text or names. Losing one costs at most a sweep, because the hand-over rows are the truth.
/// </summary>
/// <param name="MentionIds">Ids of saved mentions, at most a few hundred in one message.</param>
public sealed record MentionsCollected(IReadOnlyList<Guid> MentionIds);
