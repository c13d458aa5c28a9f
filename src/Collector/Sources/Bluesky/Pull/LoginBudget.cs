namespace Vigie.Collector.Sources.Bluesky.Pull;

/// <summary>
/// Keeps log-ins below the server's limits of 30 in 5 minutes and 300 a day for one account, and makes failures wait longer each time. A quarter
/// of the limits is ours: each call may be tried four times by the pipeline, and people log in to the same account too.
/// </summary>
internal sealed class LoginBudget(TimeProvider time)
{
    private const int MostInWindow = 7;
    private const int MostInDay = 70;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly Queue<DateTimeOffset> _logins = new();
    private int _failures;
    private DateTimeOffset _pauseUntil = DateTimeOffset.MinValue;

    /// <returns>When the next log-in is allowed; null when it is allowed now.</returns>
    public DateTimeOffset? BlockedUntil()
    {
        var now = time.GetUtcNow();
        while (_logins.TryPeek(out var oldest) && oldest <= now - Day)
            _logins.Dequeue();
        DateTimeOffset?[] blocks =
        [
            _pauseUntil > now ? _pauseUntil : null,
            _logins.Count >= MostInDay ? _logins.Peek() + Day : null,
            _logins.Where(at => at > now - Window).ToList() is { Count: >= MostInWindow } recent ? recent[0] + Window : null,
        ];
        return blocks.Max();
    }

    public void Spend() => _logins.Enqueue(time.GetUtcNow());

    public void Succeeded() => _failures = 0;

    public void Failed()
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(_failures++, 10));
        _pauseUntil = time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
    }
}
