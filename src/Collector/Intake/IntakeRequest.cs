using Vigie.Collector.Sources;

namespace Vigie.Collector.Intake;

/// <summary>What a source brought, to be saved in one transaction.</summary>
/// <param name="Source">Configured name of the source.</param>
/// <param name="Events">What happened.</param>
public sealed record IntakeRequest(string Source, IReadOnlyList<SourceEvent> Events)
{
    /// <summary>The cursor that covers the events; null when the source has none (inbound).</summary>
    public CursorMove? Cursor { get; init; }

    /// <summary>The <c>webhook-id</c> that brought them; one that was taken before makes the whole request a no-op.</summary>
    public string? WebhookId { get; init; }
}

/// <summary>A cursor that moves with the page it covers.</summary>
/// <param name="Stream"><c>pull</c> or <c>stream</c>.</param>
/// <param name="Value">The new value.</param>
/// <param name="ExpectedRevision">Revision that was read before the page was asked for; 0 when there was no cursor. If it has changed since, nothing is saved.</param>
public sealed record CursorMove(string Stream, string Value, long ExpectedRevision);
