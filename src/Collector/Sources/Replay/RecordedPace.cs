namespace Vigie.Collector.Sources.Replay;

/// <summary>
/// The pauses of the file, made shorter or longer by a factor. The first timed line is due at once, also after a restart of the process; a line
/// without a time, or with an earlier one, is due with the line before it.
/// </summary>
internal sealed class RecordedPace(double speed, TimeProvider time) : IReplayPace
{
    private DateTimeOffset _now;
    private (DateTimeOffset Played, DateTimeOffset Written)? _start;

    public void Asked() => _now = time.GetUtcNow();

    public bool Allows(DateTimeOffset? at)
    {
        if (at is not { } written)
            return true;
        _start ??= (_now, written);
        return (written - _start.Value.Written) / speed <= _now - _start.Value.Played;
    }

    public void Restart() => _start = null;
}
