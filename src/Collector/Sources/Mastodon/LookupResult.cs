namespace Vigie.Collector.Sources.Mastodon;

/// <summary>What looking statuses up by id brought. Ids that stand nowhere were not asked for in the end.</summary>
internal sealed record LookupResult
{
    /// <summary>Statuses that are there, by id.</summary>
    public Dictionary<string, PostSeen> Posts { get; } = new(StringComparer.Ordinal);

    /// <summary>Statuses that the server does not have any more, with the hash of the answer that said so.</summary>
    public Dictionary<string, byte[]> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>Statuses that were asked for and of which the answer says nothing that can be read.</summary>
    public HashSet<string> Unclear { get; } = new(StringComparer.Ordinal);

    /// <summary>Items that could not be read.</summary>
    public int Malformed { get; set; }

    /// <summary>Whether nothing was found out about any status.</summary>
    public bool IsEmpty => Posts.Count == 0 && Missing.Count == 0 && Unclear.Count == 0;

    /// <summary>Why nothing was found out.</summary>
    public SourceRefusal? Refusal { get; init; }
}
