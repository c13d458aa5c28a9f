namespace Vigie.Collector.Sources.Bluesky.Streaming;

/// <summary>What came over the connection.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">The text, for <see cref="JetstreamFrameKind.Text"/>.</param>
internal readonly record struct JetstreamFrame(JetstreamFrameKind Kind, ReadOnlyMemory<byte> Bytes);

/// <summary>Kinds of frames.</summary>
internal enum JetstreamFrameKind
{
    /// <summary>A line of the stream.</summary>
    Text,

    /// <summary>Too large, or not text: read to its end and dropped.</summary>
    Unusable,

    /// <summary>The server closed the connection, or it broke.</summary>
    End,

    /// <summary>The connection broke on bytes that are not allowed in it.</summary>
    Fault,
}
