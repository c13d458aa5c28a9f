namespace Vigie.Core.Handovers;

/// <summary>Which stage must take a mention next.</summary>
public enum HandoverStage
{
    /// <summary>Saved by the collector, waits for a verdict.</summary>
    Classify = 1,

    /// <summary>Flagged by the classifier, waits to be routed.</summary>
    Notify = 2,
}
