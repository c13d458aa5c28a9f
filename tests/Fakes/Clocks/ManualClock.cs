namespace Vigie.Fakes.Clocks;

/// <summary>A clock that moves when a test says so. Timers fire inside <see cref="Advance"/>, in the order of their time.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _running;
    private TimeSpan _jumped;

    public ManualClock() : this(new DateTimeOffset(2026, 11, 22, 7, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Timers that wait to fire: a test awaits one before it advances.</summary>
    public int WaitingTimers
    {
        get
        {
            lock (_gate)
                return _timers.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return start + _running + _jumped;
    }

    public override long GetTimestamp()
    {
        lock (_gate)
            return _running.Ticks;
    }

    /// <summary>Sets the time of day, also backwards. As on a real machine, timers and the running time (<see cref="GetTimestamp"/>) do not notice.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_gate)
            _jumped += by;
    }

    public void Advance(TimeSpan by)
    {
        TimeSpan end;
        lock (_gate)
            end = _running + by;
        while (true)
        {
            ManualTimer? next;
            lock (_gate)
            {
                next = _timers.Where(timer => timer.DueAt <= end).MinBy(timer => timer.DueAt);
                _running = next is null ? end : next.DueAt > _running ? next.DueAt : _running;
            }

            if (next is null)
                return;
            next.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                DueAt = clock._running + dueTime;
                clock._timers.Add(this);
                return true;
            }
        }

        public void Fire()
        {
            lock (clock._gate)
            {
                if (_period > TimeSpan.Zero)
                    DueAt += _period;
                else
                    clock._timers.Remove(this);
            }

            callback(state);
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
