namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>A link of a feed.</summary>
/// <param name="Relation"><c>rel</c>; <c>alternate</c> where none is given.</param>
/// <param name="Address">Absolute address.</param>
/// <param name="Type">Media type, where given or implied.</param>
internal sealed record FeedLink(string Relation, string Address, string? Type)
{
    public string? Language { get; init; }

    public string? Title { get; init; }

    public string? Length { get; init; }
}
