namespace Vigie.Storage.Handovers;

/// <summary>What waits on the shelf of a stage.</summary>
/// <param name="Count">Mentions.</param>
/// <param name="OldestAge">Age of the oldest; zero when there is none.</param>
/// <param name="Failed">Mentions on which the stage has failed at least once: for the classifier, the unscored ones.</param>
public sealed record Backlog(int Count, TimeSpan OldestAge, int Failed);
