using Vigie.Collector.Sources;

namespace Vigie.Collector.Inbound;

/// <summary>Whoever calls us with a signature: a live chat, a form, anything without a collector of its own.</summary>
internal sealed class InboundPlatform() : SourcePlatform<InboundOptions>("inbound")
{
    protected override ISource? CreateSource(SourceSetup setup, InboundOptions options) => null;
}
