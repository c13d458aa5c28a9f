using System.Buffers;
using System.IO.Pipelines;

namespace Vigie.Classifier.CommandLine;

/// <summary>Cuts a stream into lines and never holds more than one line's limit: the rest of a longer line is thrown away as it arrives.</summary>
internal sealed class LineReader(Stream input, int limit)
{
    private readonly PipeReader _reader = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
    private bool _skipping;

    /// <summary>Whether a whole line can be had without waiting for more input.</summary>
    public bool HasBuffered { get; private set; }

    /// <summary>The next line without its end; null bytes with <c>TooLong</c> for a line over the limit; <c>End</c> when there is no more.</summary>
    public async ValueTask<(byte[]? Line, bool TooLong, bool End)> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            var end = buffer.PositionOf((byte)'\n');
            if (end is { } position)
            {
                var line = buffer.Slice(0, position);
                var tooLong = _skipping || line.Length > limit;
                var bytes = tooLong ? null : line.ToArray();
                _skipping = false;
                var rest = buffer.Slice(buffer.GetPosition(1, position));
                HasBuffered = rest.PositionOf((byte)'\n') is not null;
                _reader.AdvanceTo(rest.Start);
                return (bytes, tooLong, false);
            }

            if (_skipping || buffer.Length > limit)
            {
                _skipping = true;
                _reader.AdvanceTo(buffer.End);
                if (result.IsCompleted)
                {
                    _skipping = false;
                    return (null, true, false);
                }

                continue;
            }

            if (result.IsCompleted)
            {
                HasBuffered = false;
                if (buffer.Length == 0)
                {
                    _reader.AdvanceTo(buffer.End);
                    return (null, false, true);
                }

                var last = buffer.ToArray();
                _reader.AdvanceTo(buffer.End);
                return (last, false, false);
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
