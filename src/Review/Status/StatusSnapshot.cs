namespace Vigie.Review.Status;

/// <summary>What the status page shows: counts and conditions, no person and no text.</summary>
/// <param name="At">When it was counted.</param>
/// <param name="Collected">Versions of posts saved.</param>
/// <param name="Judged">Verdicts.</param>
/// <param name="Flagged">Mentions that a human must see.</param>
/// <param name="Waiting">Mentions on the classifier's shelf.</param>
/// <param name="Unscored">Waiting mentions on which the classifier has failed.</param>
/// <param name="Alerts">Alerts.</param>
/// <param name="Deliveries">Deliveries by state.</param>
/// <param name="Sources">Condition of each source.</param>
/// <param name="Estimated">True when the database's own estimate stands for a total that is too large to count.</param>
public sealed record StatusSnapshot(
    DateTimeOffset At,
    long Collected,
    long Judged,
    long Flagged,
    long Waiting,
    long Unscored,
    long Alerts,
    DeliveryCounts Deliveries,
    IReadOnlyList<SourceStatus> Sources,
    bool Estimated);
