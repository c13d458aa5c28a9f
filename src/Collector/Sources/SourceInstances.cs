using System.Collections.Concurrent;

namespace Vigie.Collector.Sources;

/// <summary>Keeps the one instance of each source: sessions and circuit breakers live in it.</summary>
internal sealed class SourceInstances(SourceCatalog catalog)
{
    private readonly ConcurrentDictionary<string, Lazy<ISource?>> _sources = new(StringComparer.Ordinal);

    public ISource? SourceOf(ConfiguredSource source) =>
        _sources.GetOrAdd(source.Name, _ => new Lazy<ISource?>(() => catalog.CreateSource(source))).Value;
}
