namespace Vigie.Core.Contracts;

/// <summary>
/// Bell from the classifier to the notifier: the verdicts of these mentions are saved and say that a human must look.
/// Carries ids only.
/// </summary>
/// <param name="MentionIds">Ids of flagged mentions, at most a few hundred in one message.</param>
public sealed record MentionsFlagged(IReadOnlyList<Guid> MentionIds);
