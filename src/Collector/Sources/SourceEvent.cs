namespace Vigie.Collector.Sources;

/// <summary>Something that happened at a source.</summary>
/// <param name="ExternalId">The platform's id of the post, opaque.</param>
/// <param name="RawHash">SHA-256 of the raw answer that said so, as received.</param>
public abstract record SourceEvent(string ExternalId, ReadOnlyMemory<byte> RawHash);

/// <summary>A post was deleted at the source.</summary>
/// <param name="ExternalId">The platform's id of the post.</param>
/// <param name="RawHash">SHA-256 of the raw answer.</param>
public sealed record PostDeleted(string ExternalId, ReadOnlyMemory<byte> RawHash) : SourceEvent(ExternalId, RawHash);
