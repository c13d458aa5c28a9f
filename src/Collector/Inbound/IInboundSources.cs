namespace Vigie.Collector.Inbound;

/// <summary>The configured sources that may call us.</summary>
public interface IInboundSources
{
    /// <summary>Options of the enabled inbound source of that configured name; null when there is none.</summary>
    InboundOptions? Find(string source);
}
