namespace Vigie.Collector.Sources;

/// <summary>A platform that pushes over a connection of ours. Runs in exactly one process at a time, by a lease.</summary>
public interface IStreamSource
{
    /// <summary>Connects and yields what arrives, in small pages, until the connection ends.</summary>
    /// <param name="cursor">Cursor of the last saved page; null the first time.</param>
    /// <param name="cancellationToken">Closes the connection.</param>
    /// <returns>
    /// Pages as they come (an empty page with a newer cursor is allowed and moves it); a <see cref="SourceRefusal"/> is the last item. When the
    /// sequence ends, the runner connects again after a pause.
    /// </returns>
    IAsyncEnumerable<SourceAnswer> ReadAsync(string? cursor, CancellationToken cancellationToken);
}
