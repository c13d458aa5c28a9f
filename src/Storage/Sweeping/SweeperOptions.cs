using System.ComponentModel.DataAnnotations;

namespace Vigie.Storage.Sweeping;

/// <summary>How often the stages look for work whose bell was lost.</summary>
public sealed class SweeperOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Sweeper";

    /// <summary>Time between two sweeps; the first runs at start. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A row that has waited so long without moving on is rung for again. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RingAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Ids in one bell. Default 500.</summary>
    [Range(1, 5_000)]
    public int BatchSize { get; set; } = 500;

    /// <summary>Most rows rung for in one sweep, so that a long backlog does not flood the bus. Default 20,000.</summary>
    [Range(1, 1_000_000)]
    public int MostPerSweep { get; set; } = 20_000;
}
