namespace Vigie.Collector.Sources.Bluesky.Streaming;

/// <summary>A wait until a moment that may be brought forward. One that is put off rings too early once and is set again, so that a thousand frames a second cost no timer each.</summary>
internal sealed class Alarm(TimeProvider time) : IDisposable
{
    private CancellationTokenSource _stop = new();
    private DateTimeOffset _dueAt = DateTimeOffset.MaxValue;
    private Task? _wait;

    /// <summary>Completes at <paramref name="dueAt"/> or earlier.</summary>
    public Task RingsAt(DateTimeOffset dueAt)
    {
        if (_wait is { IsCompleted: false } && _dueAt <= dueAt)
            return _wait;
        _stop.Cancel();
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        _dueAt = dueAt;
        var left = dueAt - time.GetUtcNow();
        return _wait = left <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(left, time, _stop.Token);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }
}
