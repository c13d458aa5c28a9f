namespace Vigie.Core.Sources;

/// <summary>How a source is doing; stored, shown on the status page and by <c>vigie check</c>.</summary>
public enum SourceCondition
{
    /// <summary>Configured, not asked yet.</summary>
    New,

    /// <summary>The last answer was good.</summary>
    Healthy,

    /// <summary>The platform said to wait; asked again after the announced time.</summary>
    RateLimited,

    /// <summary>The last answers failed; asked again with growing pauses.</summary>
    Failing,

    /// <summary>The credentials are refused: a human must connect the account again. Polling stops.</summary>
    NeedsReconnect,

    /// <summary>The page or feed does not exist any more. Polling stops.</summary>
    Gone,
}
