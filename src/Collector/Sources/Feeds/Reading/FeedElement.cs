namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>An element of a feed's tree, whichever reader made it.</summary>
/// <param name="Name">Canonical name: <c>title</c>, <c>dc:creator</c>, <c>xhtml:div</c>; see <see cref="FeedNames"/>.</param>
/// <param name="Tag">Local name as written.</param>
/// <param name="Attributes">Attributes by canonical name, in the order of the document.</param>
internal sealed record FeedElement(string Name, string Tag, IReadOnlyList<KeyValuePair<string, string>> Attributes)
{
    /// <summary>Elements and strings.</summary>
    public List<object> Children { get; } = [];

    /// <summary>Namespace, for inline markup of another one than XHTML.</summary>
    public string Namespace { get; init; } = string.Empty;

    /// <summary>Language that holds here; null when not told.</summary>
    public string? Language { get; init; }

    /// <summary>Base of relative addresses that holds here.</summary>
    public Uri? Base { get; init; }

    public IEnumerable<FeedElement> Elements => Children.OfType<FeedElement>();

    public string? Attribute(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (string.Equals(attribute.Key, name, StringComparison.OrdinalIgnoreCase))
                return attribute.Value;
        }

        return null;
    }

    /// <summary>An address made absolute; one that is absolute already stays as written, because keys are made of it.</summary>
    public string Resolve(string address) => FeedAddress.Resolve(Base, address);
}
