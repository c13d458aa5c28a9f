using System.ComponentModel.DataAnnotations;

namespace Vigie.Collector.Scheduling;

/// <summary>The schedule. Section <c>Collector:Schedule</c>.</summary>
public sealed class ScheduleOptions
{
    /// <summary>Share the schedule between several collector processes through Quartz's clustered store. Default: yes with PostgreSQL, no with SQLite (which cannot).</summary>
    public bool? Clustered { get; set; }

    /// <summary>How often processes of a cluster tell each other that they live. Default 7.5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan CheckinEvery { get; set; } = TimeSpan.FromSeconds(7.5);

    /// <summary>Sources asked at the same time by one process. Default 8.</summary>
    [Range(1, 100)]
    public int Concurrency { get; set; } = 8;

    /// <summary>Pages read in one run before other sources get their turn. Default 200.</summary>
    [Range(1, 100_000)]
    public int PagesPerRun { get; set; } = 200;
}
