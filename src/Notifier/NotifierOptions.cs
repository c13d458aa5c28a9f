using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Vigie.Notifier.Deliveries;
using Vigie.Notifier.Routing;

namespace Vigie.Notifier;

/// <summary>Who is told of what, how long is collected before, and how often a delivery is tried again.</summary>
public sealed class NotifierOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Notifier";

    /// <summary>
    /// Receivers by name: <c>Channel</c> (<c>email</c>, <c>webhook</c>, <c>console</c>), <c>Language</c> and the keys of the channel. A receiver called
    /// <c>console</c> always exists, so that nothing is ever without a receiver.
    /// </summary>
    public IDictionary<string, IConfigurationSection> Receivers { get; set; } = new Dictionary<string, IConfigurationSection>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Rules, asked in order; the first that fits decides unless it says <c>Continue</c>. Default: one rule <c>all</c> to the receiver <c>console</c>.</summary>
    [ValidateEnumeratedItems]
    public IList<RuleOptions> Rules { get; set; } = [];

    /// <summary>Receivers of what no rule takes. Default: every configured receiver, because such a gap is a mistake that must be seen.</summary>
    public IList<string> CatchAllReceivers { get; set; } = [];

    /// <summary>Base of the links in alerts, e.g. <c>https://vigie.brand.example</c>. No default: the alert then names the mention by its number only.</summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>From this severity on an alert does not wait for others of its group. Default 4 (threat, doxxing, blackmail, call to pile on).</summary>
    [Range(0, 5)]
    public short UrgentSeverity { get; set; } = 4;

    /// <summary>Longest time for one attempt to deliver. Default 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Time that an attempt under way still gets when the process is asked to stop. Default 4 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Time beyond <see cref="SendTimeout"/> after which another process takes over what a killed one had claimed. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:30:00")]
    public TimeSpan ClaimMargin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time between two looks for due deliveries. Default 5 seconds; a delivery with a known time is sent at that time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Deliveries claimed and sent at the same time. Default 16.</summary>
    [Range(1, 500)]
    public int ParallelSends { get; set; } = 16;

    /// <summary>Batches of flagged mentions, and of due deliveries, worked on at once in one process. Default 2.</summary>
    [Range(1, 64)]
    public int ParallelBatches { get; set; } = 2;

    /// <summary>When a failed delivery is tried again.</summary>
    [ValidateObjectMembers]
    public RetryOptions Retry { get; set; } = new();
}
