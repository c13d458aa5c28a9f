using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Vigie.Storage.Entities;

namespace Vigie.Notifier.Routing;

/// <summary>One routing rule: which mentions, grouped how, told to whom.</summary>
public sealed class RuleOptions
{
    /// <summary>Name, unique among the rules; stored with each alert. Required.</summary>
    [Required, StringLength(Limits.SourceName)]
    public string Name { get; set; } = string.Empty;

    /// <summary>Which flagged mentions it takes. Default: all.</summary>
    [ValidateObjectMembers]
    public RuleConditions When { get; set; } = new();

    /// <summary>What the mentions of one alert have in common. Default when empty: <c>Source</c>, <c>Person</c>, <c>Conversation</c>.</summary>
    public IList<GroupPart> GroupBy { get; set; } = [];

    /// <summary>How long an alert waits for others of its group. Default 30 seconds; urgent ones do not wait.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan GroupWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a group that was alerted stays quiet unless something graver comes. Default 1 hour; zero: never quiet.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan RepeatAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Names of the receivers. At least one.</summary>
    [MinLength(1)]
    public IList<string> Receivers { get; set; } = [];

    /// <summary>Ask the next rules too although this one fits. Default false.</summary>
    public bool Continue { get; set; }
}
