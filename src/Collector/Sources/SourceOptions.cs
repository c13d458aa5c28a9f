using System.ComponentModel.DataAnnotations;

namespace Vigie.Collector.Sources;

/// <summary>What every source has in common; each platform adds its own keys to the same section <c>Collector:Sources:&lt;name&gt;</c>.</summary>
public class SourceOptions
{
    /// <summary>Platform word, e.g. <c>feed</c>, <c>mastodon</c>, <c>bluesky</c>, <c>replay</c>, <c>inbound</c>. Required.</summary>
    [Required]
    public string Platform { get; set; } = string.Empty;

    /// <summary>Whether it is asked at all. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Time between two questions. Default 5 minutes. A platform's announced limit always wins.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The first question comes after a random part of this, so that sources do not all ask at once. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Jitter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often something new is expected; longer silence makes the source not ready. No default: silence is then not watched.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan? ExpectEvery { get; set; }

    /// <summary>Whether this process must ask or listen. An inbound source is called and asks nothing.</summary>
    public virtual bool IsAsked => true;

    /// <summary>Rules that one attribute cannot say.</summary>
    /// <returns>Sentences of the form "Key: what was expected", without the section's name.</returns>
    public virtual IEnumerable<string> Problems() => [];
}
