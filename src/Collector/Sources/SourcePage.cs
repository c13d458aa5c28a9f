namespace Vigie.Collector.Sources;

/// <summary>A good answer, possibly with nothing new in it.</summary>
/// <param name="Events">What happened, oldest first where the platform tells the order.</param>
/// <param name="Cursor">Where to go on; saved in the transaction that saves the events. Null leaves the saved one as it is.</param>
/// <param name="More">True when asking again at once would bring more.</param>
/// <param name="Budget">What the platform says about the calls left, where it says.</param>
public sealed record SourcePage(IReadOnlyList<SourceEvent> Events, string? Cursor, bool More, RateBudget? Budget = null) : SourceAnswer
{
    /// <summary>Items of the answer that could not be read and were left out; counted, never silent.</summary>
    public int MalformedItems { get; init; }

    /// <summary>The source's own wish not to be asked again for a while (feed <c>ttl</c>, <c>Cache-Control</c>); a lower bound.</summary>
    public TimeSpan? AskAgainAfter { get; init; }
}
