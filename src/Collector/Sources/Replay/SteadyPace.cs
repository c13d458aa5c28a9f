namespace Vigie.Collector.Sources.Replay;

/// <summary>
/// So many lines a second, counted between the questions. What a pause of the runner leaves unplayed is not made up for beyond two intervals:
/// back-pressure must not end in a burst.
/// </summary>
internal sealed class SteadyPace(double rate, TimeSpan every, TimeProvider time) : IReplayPace
{
    private readonly double _most = Math.Max(1, rate * every.TotalSeconds * 2);
    private double _due = 1;
    private long? _asked;

    public void Asked()
    {
        var now = time.GetTimestamp();
        if (_asked is { } last)
            _due = Math.Min(_most, _due + time.GetElapsedTime(last, now).TotalSeconds * rate);
        _asked = now;
    }

    public bool Allows(DateTimeOffset? at)
    {
        if (_due < 1)
            return false;
        _due--;
        return true;
    }

    public void Restart()
    {
    }
}
