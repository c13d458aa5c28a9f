namespace Vigie.Host.Health;

/// <summary>When waiting becomes a matter for ops. Constants: who needs other limits sets an alarm on the metrics.</summary>
internal static class HealthLimits
{
    /// <summary>Oldest unclassified mention, oldest due delivery.</summary>
    public static readonly TimeSpan Waiting = TimeSpan.FromMinutes(5);

    /// <summary>A failed delivery is shown for so long.</summary>
    public static readonly TimeSpan FailureShown = TimeSpan.FromHours(24);

    /// <summary>Runs that a source may miss before it is unhealthy.</summary>
    public const int MissedRuns = 3;

    /// <summary>An answer of the readiness check is used again for so long, so that probing costs the database nothing.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>Longest time for one check.</summary>
    public static readonly TimeSpan OneCheck = TimeSpan.FromSeconds(5);
}
