namespace Vigie.Collector.Intake;

/// <summary>What became of an <see cref="IntakeRequest"/>.</summary>
/// <param name="Outcome">Saved, or why not.</param>
/// <param name="NewMentions">Ids of the new versions that wait for judgement (the brand's own answers are saved but not judged).</param>
/// <param name="Duplicates">Posts that were known with the same text.</param>
/// <param name="Deletions">Newly recorded deletions.</param>
/// <param name="Revision">Revision of the cursor after the save.</param>
public sealed record IntakeResult(IntakeOutcome Outcome, IReadOnlyList<Guid> NewMentions, int Duplicates, int Deletions, long Revision);

/// <summary>How a save ended.</summary>
public enum IntakeOutcome
{
    /// <summary>Committed; the bell was rung.</summary>
    Saved,

    /// <summary>The webhook had been taken before; nothing was done.</summary>
    AlreadyTaken,

    /// <summary>Another process has moved the cursor meanwhile; nothing was done.</summary>
    CursorMoved,

    /// <summary>The database cannot be reached; nothing was done, the cursor stands.</summary>
    StorageUnavailable,

    /// <summary>The disk is full; nothing was done, the cursor stands.</summary>
    StorageFull,
}
