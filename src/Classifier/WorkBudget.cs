namespace Vigie.Classifier;

/// <summary>The time a phase may take. Loops over tokens spend from it; the clock is only looked at once in many tokens, so an ordinary message pays nothing.</summary>
internal sealed class WorkBudget(TimeProvider time, TimeSpan limit, CancellationToken cancellationToken)
{
    private const int LookEvery = 1024;
    private long _began = time.GetTimestamp();

    /// <summary>A budget that never ends.</summary>
    public static WorkBudget Endless { get; } = new(TimeProvider.System, Timeout.InfiniteTimeSpan, CancellationToken.None);

    /// <summary>Whether the time is used up.</summary>
    public bool IsSpent => limit != Timeout.InfiniteTimeSpan && time.GetElapsedTime(_began) > limit;

    /// <summary>A new phase begins.</summary>
    public void Begin() => _began = time.GetTimestamp();

    /// <summary>Called with the number of each token; ends the phase when its time is up or the caller gave up.</summary>
    /// <exception cref="TimeoutException">The phase took too long.</exception>
    public void Spend(int token)
    {
        if (token % LookEvery != LookEvery - 1)
        {
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (IsSpent)
        {
            throw new TimeoutException("The phase used up its time.");
        }
    }
}
