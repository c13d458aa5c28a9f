using System.ComponentModel.DataAnnotations;

namespace Vigie.Collector.Intake;

/// <summary>Saving of what was collected. Section <c>Collector:Intake</c>.</summary>
public sealed class IntakeOptions
{
    /// <summary>Longest text that is kept, in UTF-8 bytes; the rest is cut at a character and the mention marked as truncated. Default 64 KB.</summary>
    [Range(1_024, 1_048_576)]
    public int MaxTextBytes { get; set; } = 64 * 1024;

    /// <summary>Mentions that may wait for the classifier before collecting pauses. Default 20,000.</summary>
    [Range(100, 10_000_000)]
    public int MostWaiting { get; set; } = 20_000;

    /// <summary>The text and the author of an unflagged mention are dropped after this time; counts stay. Default 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan DropUnflaggedAfter { get; set; } = TimeSpan.FromHours(24);
}
