using Vigie.Collector.Inbound;

namespace Vigie.Collector.Sources.Replay;

/// <summary>The page that is being read.</summary>
internal sealed class ReplayPage(ReplayCursor from, IReplayPace pace)
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly ReplayCursor _from = from;
    private readonly List<SourceEvent> _events = [];

    public IReadOnlyList<SourceEvent> Events => _events;

    /// <summary>After the last line that was taken.</summary>
    public ReplayCursor Cursor { get; private set; } = from;

    public int Lines { get; private set; }

    public int Malformed { get; private set; }

    /// <summary>Why the last malformed line was left out.</summary>
    public string? Problem { get; private set; }

    /// <returns>False when the page ends before this line: it is not due yet, or not finished.</returns>
    public bool Take(LineKind kind, LineReader reader)
    {
        switch (kind)
        {
            case LineKind.Skipped:
                break;
            case LineKind.TooLong:
                Lines++;
                LeaveOut($"longer than {LineReader.MaxLineBytes} bytes");
                break;
            default:
                if (!TakeLine(Trimmed(reader.Line), isWhole: kind == LineKind.Whole))
                    return false;
                if (kind == LineKind.Unfinished)
                    reader.TakeUnfinished();
                break;
        }

        Cursor = new ReplayCursor(reader.Offset, _from.Line + Lines) { Skipping = reader.Skipping };
        return true;
    }

    private bool TakeLine(ReadOnlyMemory<byte> line, bool isWhole)
    {
        if (line.IsEmpty)
        {
            Lines++;
            return true;
        }

        var reading = InboundEvents.Read(line);
        if ((!isWhole && !reading.IsJson) || (reading.Event is not null && !pace.Allows(reading.At)))
            return false;
        Lines++;
        if (reading.Event is null)
            LeaveOut(reading.Problem);
        else
            _events.Add(reading.Event);
        return true;
    }

    private void LeaveOut(string? problem)
    {
        Malformed++;
        Problem = problem;
    }

    // Files written on Windows begin with a mark and end their lines with a carriage return.
    private ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> line)
    {
        var isFirst = _from.Offset == 0 && Lines == 0;
        if (isFirst && line.Span.StartsWith(ByteOrderMark))
            line = line[ByteOrderMark.Length..];
        return line.Span.TrimEnd(" \t\r"u8) is { Length: var length } ? line[..length] : line;
    }
}
