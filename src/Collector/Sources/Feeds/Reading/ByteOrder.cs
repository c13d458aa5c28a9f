namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>What the first four bytes give away (XML 1.0, appendix F).</summary>
internal static class ByteOrder
{
    /// <returns>The encoding, or null when the bytes do not say; and how many bytes the mark takes.</returns>
    public static (string? Encoding, int Skip) Of(ReadOnlySpan<byte> body) => body switch
    {
        [0xFF, 0xFE, 0x00, 0x00, ..] => ("utf-32le", 4),
        [0x00, 0x00, 0xFE, 0xFF, ..] => ("utf-32be", 4),
        [0xFF, 0xFE, ..] => ("utf-16le", 2),
        [0xFE, 0xFF, ..] => ("utf-16be", 2),
        [0xEF, 0xBB, 0xBF, ..] => ("utf-8", 3),
        [0x00, 0x00, 0x00, 0x3C, ..] => ("utf-32be", 0),
        [0x3C, 0x00, 0x00, 0x00, ..] => ("utf-32le", 0),
        [0x00, 0x3C, 0x00, _, ..] => ("utf-16be", 0),
        [0x3C, 0x00, _, 0x00, ..] => ("utf-16le", 0),
        _ => (null, 0),
    };
}
