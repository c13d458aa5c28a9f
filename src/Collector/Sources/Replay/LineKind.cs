namespace Vigie.Collector.Sources.Replay;

/// <summary>What reading on in a file came to.</summary>
internal enum LineKind
{
    /// <summary>A line with its end.</summary>
    Whole,

    /// <summary>The end of the file comes before the end of the line.</summary>
    Unfinished,

    /// <summary>A line over the limit begins here; what follows of it is passed over.</summary>
    TooLong,

    /// <summary>A piece of such a line was passed over.</summary>
    Skipped,

    /// <summary>Nothing more for now.</summary>
    End,
}
