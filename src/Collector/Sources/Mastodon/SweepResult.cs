namespace Vigie.Collector.Sources.Mastodon;

/// <summary>What reading statuses again brought.</summary>
/// <param name="Events">Edits and deletions.</param>
/// <param name="Tracked">The statuses to read again from now on.</param>
/// <param name="Malformed">Items that could not be read.</param>
/// <param name="Refusal">Why nothing came of it; then the rest is empty.</param>
internal sealed record SweepResult(IReadOnlyList<SourceEvent> Events, IReadOnlyList<TrackedStatus> Tracked, int Malformed, SourceRefusal? Refusal = null);
