namespace Vigie.Host.Health;

/// <summary>When this process started: a source that has not succeeded yet gets its first runs from here.</summary>
internal sealed class ProcessStart(TimeProvider time)
{
    public DateTimeOffset At { get; } = time.GetUtcNow();
}
