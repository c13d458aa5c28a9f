using System.ComponentModel.DataAnnotations;

namespace Vigie.Collector.Sources.Replay;

/// <summary>A file of events, one JSON object a line, played in as if it were a platform. Platform word <c>replay</c>.</summary>
public sealed class ReplayOptions : SourceOptions
{
    /// <summary>Defaults of a file: asked every second, at once.</summary>
    public ReplayOptions()
    {
        Every = TimeSpan.FromSeconds(1);
        Jitter = TimeSpan.Zero;
    }

    /// <summary>Path of the file. Required. It may grow while it is played, and may be absent for a while.</summary>
    [Required]
    public string File { get; set; } = string.Empty;

    /// <summary>Most lines of one page. Default 500. A page also ends after 4 MB.</summary>
    [Range(1, 10_000)]
    public int PageSize { get; set; } = 500;

    /// <summary>Lines a second. Default none: as fast as the rest of Vigie can take them.</summary>
    [Range(0.001, 1_000_000)]
    public double? Rate { get; set; }

    /// <summary>Keep the pauses between the lines' <c>at</c> or <c>createdAt</c>; the first line comes at once. Default false.</summary>
    public bool FollowTimes { get; set; }

    /// <summary>With <see cref="FollowTimes"/>: how many times faster than written. Default 1.</summary>
    [Range(0.001, 1_000_000)]
    public double Speed { get; set; } = 1;

    /// <inheritdoc />
    public override IEnumerable<string> Problems()
    {
        if (Rate is not null && FollowTimes)
            yield return "Rate: either Rate or FollowTimes was expected, not both";
        if (!FollowTimes && Speed is not 1)
            yield return "Speed: FollowTimes was expected with it";
    }
}
