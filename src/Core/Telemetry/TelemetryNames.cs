namespace Vigie.Core.Telemetry;

/// <summary>Names of meters, activity sources and tags; the stages own their instruments.</summary>
public static class TelemetryNames
{
    /// <summary>Meter and activity source of the collector.</summary>
    public const string Collector = "Vigie.Collector";

    /// <summary>Meter and activity source of the classifier.</summary>
    public const string Classifier = "Vigie.Classifier";

    /// <summary>Meter and activity source of the notifier.</summary>
    public const string Notifier = "Vigie.Notifier";

    /// <summary>Meter of what the stages share: bells, sweeps, waiting work.</summary>
    public const string Storage = "Vigie.Storage";

    /// <summary>Every meter of the product.</summary>
    public static IReadOnlyList<string> Meters { get; } = [Collector, Classifier, Notifier, Storage];

    /// <summary>Tag: the configured name of a source.</summary>
    public const string SourceTag = "vigie.source";

    /// <summary>Tag: the reason of a refusal, a loss or a decision, from a closed list.</summary>
    public const string ReasonTag = "vigie.reason";

    /// <summary>Tag: the configured name of a receiver.</summary>
    public const string ReceiverTag = "vigie.receiver";

    /// <summary>Tag: the category of a delivery result or of an abuse.</summary>
    public const string CategoryTag = "vigie.category";

    /// <summary>Tag: the stage that works or waits.</summary>
    public const string StageTag = "vigie.stage";
}
