using System.Threading.Channels;
using Vigie.Fakes.Clocks;

namespace Vigie.IntegrationTests.Collector.Http;

/// <summary>A manual clock that tells when somebody begins to wait, so that a test moves it neither too early nor by guess.</summary>
internal sealed class AnnouncingClock : TimeProvider
{
    private readonly ManualClock _clock = new();
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public void Advance(TimeSpan by) => _clock.Advance(by);

    /// <summary>Waits until a timer is set that passes the test, and gives its time.</summary>
    public async Task<TimeSpan> WaitAsync(Func<TimeSpan, bool> isMeant)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var wait in _waits.Reader.ReadAllAsync(limit.Token))
        {
            if (isMeant(wait))
                return wait;
        }

        throw new InvalidOperationException("The clock has ended.");
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new AnnouncedTimer(_clock.CreateTimer(callback, state, dueTime, period), Announce);
        Announce(dueTime);
        return timer;
    }

    private void Announce(TimeSpan dueTime)
    {
        if (dueTime > TimeSpan.Zero)
            _waits.Writer.TryWrite(dueTime);
    }

    private sealed class AnnouncedTimer(ITimer timer, Action<TimeSpan> announce) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            announce(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
