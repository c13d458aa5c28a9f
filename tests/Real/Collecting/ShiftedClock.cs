namespace Vigie.RealTests.Collecting;

/// <summary>
/// The time of the machine, which a real server shares, and as far ahead of it as the test says. Timers keep real time; a server's own times are
/// never in our future.
/// </summary>
internal sealed class ShiftedClock : TimeProvider
{
    private TimeSpan _ahead;

    public void Advance(TimeSpan by) => _ahead += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
