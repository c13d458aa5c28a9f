using Vigie.Core.Mentions;

namespace Vigie.Classifier;

/// <summary>When a human must see it: the flagging rule of the labelling guide.</summary>
internal static class FlaggingRule
{
    /// <summary>Abuse aimed at people, or blackmail or a threat whoever is aimed at.</summary>
    public static bool Holds(IReadOnlyList<AbuseFound> abuse, TargetKind target) =>
        abuse.Count > 0
        && (target is TargetKind.Employee or TargetKind.Staff or TargetKind.Person or TargetKind.Group
            || abuse.Any(found => found.Category is AbuseCategory.Blackmail or AbuseCategory.Threat));
}
