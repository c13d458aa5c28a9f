using Vigie.Collector.Sources;

namespace Vigie.Collector.Inbound;

/// <summary>The inbound sources of the catalogue.</summary>
internal sealed class ConfiguredInboundSources(SourceCatalog catalog) : IInboundSources
{
    public InboundOptions? Find(string source) => catalog.Find(source)?.Options as InboundOptions;
}
