using Vigie.Collector.Sources;

namespace Vigie.Collector.Inbound;

/// <summary>What reading one event came to.</summary>
/// <param name="Event">The event; null when it cannot be used.</param>
/// <param name="Problem">What is wrong, by key and type; never the content.</param>
internal readonly record struct InboundReading(SourceEvent? Event, string? Problem)
{
    /// <summary>True when the bytes are a whole JSON text, whatever it says.</summary>
    public bool IsJson { get; init; }

    /// <summary>The time that a replay follows: <c>at</c> (a date, or seconds from the start), else <c>createdAt</c>.</summary>
    public DateTimeOffset? At { get; init; }
}
