namespace Vigie.Fakes.Waiting;

/// <summary>Waits for something outside this process (another process, a server) that gives no signal. Inside the process, await the signal itself.</summary>
public static class Eventually
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer is true; after the limit it throws with what was waited for.</summary>
    public static async Task BecomesTrueAsync(Func<Task<bool>> question, TimeSpan limit, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await question())
        {
            if (TimeProvider.System.GetElapsedTime(began) > limit)
                throw new TimeoutException($"Within {limit} this did not come true: {what}");
            await PauseAsync(LookAgain);
        }
    }

    /// <summary>Lets real time pass: for tests whose subject is real time, such as a broker that is away for ten seconds.</summary>
    public static Task PauseAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System, CancellationToken.None);
}
