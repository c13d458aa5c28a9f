namespace Vigie.Host;

/// <summary>The stages that a process can run.</summary>
public enum Stage
{
    /// <summary>Asks and listens to platforms.</summary>
    Collector,

    /// <summary>Judges mentions.</summary>
    Classifier,

    /// <summary>Alerts people.</summary>
    Notifier,

    /// <summary>Shows pages.</summary>
    Review,
}
