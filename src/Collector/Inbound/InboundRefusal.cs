namespace Vigie.Collector.Inbound;

/// <summary>Why a call was not taken: the closed list of the metric's reason.</summary>
internal enum InboundRefusal
{
    UnknownSource,
    TooLarge,
    Unsigned,
    Stale,
    BadSignature,
    Malformed,
    Storage,
    TooMany,
}
