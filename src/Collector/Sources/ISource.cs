namespace Vigie.Collector.Sources;

/// <summary>
/// A page of a platform that can be asked. Knows the platform's calls, nothing of storage or bus. One instance a configured source;
/// never called twice at once.
/// </summary>
public interface ISource
{
    /// <summary>What is new after this cursor?</summary>
    /// <param name="cursor">What the last <see cref="SourcePage"/> gave back; null the first time.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>A <see cref="SourcePage"/>, or a <see cref="SourceRefusal"/> with its reason. Throws for bugs only.</returns>
    Task<SourceAnswer> CollectAsync(string? cursor, CancellationToken cancellationToken);
}
