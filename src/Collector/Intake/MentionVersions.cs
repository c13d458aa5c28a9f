using Vigie.Storage.Entities;

namespace Vigie.Collector.Intake;

/// <summary>
/// Tells a new text from a page read twice (docs/decisions/0006). A text not seen before is always a new version, in the order of arrival, so that
/// a page out of order loses nothing. A text seen before is a duplicate, unless the platform says that it was changed later than the latest version:
/// then the author went back to it.
/// </summary>
internal sealed class MentionVersions
{
    private readonly Dictionary<string, List<KnownVersion>> _known = new(StringComparer.Ordinal);

    public MentionVersions(IEnumerable<KnownVersion> known)
    {
        foreach (var version in known)
            Remember(version);
    }

    /// <returns>Number of the new version; null for a duplicate.</returns>
    public int? NumberOf(string externalId, byte[] contentHash, DateTimeOffset? revisedAt)
    {
        if (!_known.TryGetValue(externalId, out var versions))
            return 1;

        var latest = versions.MaxBy(version => version.Version)!;
        var seen = versions.Exists(version => version.ContentHash.AsSpan().SequenceEqual(contentHash));
        var wentBack = revisedAt > latest.RevisedAt && !latest.ContentHash.AsSpan().SequenceEqual(contentHash);
        return seen && !wentBack ? null : latest.Version + 1;
    }

    public void Remember(KnownVersion version)
    {
        if (!_known.TryGetValue(version.ExternalId, out var versions))
            _known[version.ExternalId] = versions = [];
        versions.Add(version);
    }
}

/// <summary>What intake needs to know of a saved version.</summary>
internal sealed record KnownVersion(string ExternalId, int Version, byte[] ContentHash, DateTimeOffset? RevisedAt)
{
    public static KnownVersion Of(Mention mention) => new(mention.ExternalId, mention.Version, mention.ContentHash, mention.RevisedAt);
}
