using System.ComponentModel.DataAnnotations;
using Vigie.Core.Mentions;

namespace Vigie.Notifier.Routing;

/// <summary>Which flagged mentions a rule takes: all that is stated must fit; what is left out fits always.</summary>
public sealed class RuleConditions
{
    /// <summary>Least severity, 0 to 4. Default 0: every flagged mention.</summary>
    [Range(0, 4)]
    public short MinSeverity { get; set; }

    /// <summary>Abuse categories of which one must be found. Default: any.</summary>
    public IList<AbuseCategory> Categories { get; set; } = [];

    /// <summary>Targets of which one must be meant. Default: any.</summary>
    public IList<TargetKind> Targets { get; set; } = [];

    /// <summary>Configured names of sources. Default: any.</summary>
    public IList<string> Sources { get; set; } = [];

    /// <summary>Register ids of the people attacked. Default: any, or nobody.</summary>
    public IList<string> People { get; set; } = [];

    /// <summary>
    /// Takes mentions whose judgement is not complete whatever severity, category and target it states, because these may be wrong. Default true.
    /// </summary>
    public bool IncompleteToo { get; set; } = true;
}
