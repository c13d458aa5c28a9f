using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Vigie.Collector.Sources.Replay;

/// <summary>Reads lines from an offset on, each byte once, over a pooled buffer that never grows much beyond the longest allowed line.</summary>
internal sealed class LineReader(SafeFileHandle file, long offset, bool skipping) : IDisposable
{
    /// <summary>Longest line that is read: 1 MB.</summary>
    public const int MaxLineBytes = 1024 * 1024;

    private const int FirstBufferBytes = 128 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
    private int _start;
    private int _searched;
    private int _end;

    /// <summary>The line read last, without its end.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Where the next line begins, or the rest of the one that is passed over.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>True in the middle of a line that is too long.</summary>
    public bool Skipping { get; private set; } = skipping;

    public async ValueTask<LineKind> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (found >= 0)
                return Ended(_searched + found);

            _searched = _end;
            if (Skipping && _end > _start)
                return Pass(_end, LineKind.Skipped);
            if (_end - _start > MaxLineBytes)
            {
                Skipping = true;
                return Pass(_end, LineKind.TooLong);
            }

            if (await FillAsync(cancellationToken) == 0)
                return AtTheEnd();
        }
    }

    /// <summary>Takes the unfinished line as a whole one.</summary>
    public void TakeUnfinished() => Pass(_end, LineKind.Whole);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private LineKind Ended(int newline)
    {
        var length = newline - _start;
        var kind = Skipping ? LineKind.Skipped : length > MaxLineBytes ? LineKind.TooLong : LineKind.Whole;
        Line = kind == LineKind.Whole ? _buffer.AsMemory(_start, length) : default;
        Skipping = false;
        return Pass(newline + 1, kind);
    }

    private LineKind AtTheEnd()
    {
        if (_end == _start)
            return LineKind.End;
        Line = _buffer.AsMemory(_start, _end - _start);
        return LineKind.Unfinished;
    }

    private LineKind Pass(int to, LineKind kind)
    {
        Offset += to - _start;
        _start = to;
        _searched = to;
        return kind;
    }

    private async ValueTask<int> FillAsync(CancellationToken cancellationToken)
    {
        if (_start == _end)
            _start = _searched = _end = 0;
        else if (_end == _buffer.Length)
            MakeRoom();
        var read = await RandomAccess.ReadAsync(file, _buffer.AsMemory(_end), Offset + (_end - _start), cancellationToken);
        _end += read;
        return read;
    }

    private void MakeRoom()
    {
        var length = _end - _start;
        var target = _start > 0 ? _buffer : ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(_start, length).CopyTo(target);
        if (!ReferenceEquals(target, _buffer))
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = target;
        _searched -= _start;
        _start = 0;
        _end = length;
    }
}
