using Vigie.Classifier.Lexicons;
using Vigie.Core.Mentions;

namespace Vigie.Classifier.Phases;

/// <summary>Severity by the table of the labelling guide, and the score: the probability that the text carries abuse.</summary>
internal sealed class SeverityPhase : LocalPhase
{
    // Share of abusive texts among those in which nothing was found; roughness doubles it.
    private const float Unfound = 0.04f;
    private const float UnfoundRough = 0.12f;
    private const int Stacked = 3;

    public override string Name => "severity";

    public override PhaseResult Run(PhaseContext context)
    {
        var rough = context.Matches.Any(match => match.Entry.Topic is Topic.Rough);
        if (context.Findings.Count == 0)
        {
            return new PhaseResult { Severity = (short)(rough ? 1 : 0), Score = rough ? UnfoundRough : Unfound };
        }

        var severity = context.Findings.Max(finding => Of(context, finding));
        if (severity == 2 && (context.Target == TargetKind.Employee || context.Findings.Count(finding => finding.Category == AbuseCategory.Insult) >= Stacked))
        {
            severity = 3;
        }

        if (!IsPeople(context.Target) && context.Findings.All(finding => finding.Category is not (AbuseCategory.Threat or AbuseCategory.Blackmail)))
        {
            severity = 1;
        }

        var miss = context.Findings.Aggregate(1 - Unfound, (rest, finding) => rest * (1 - finding.Weight));
        return new PhaseResult { Severity = severity, Score = Math.Clamp(1 - miss, 0, 0.99f) };
    }

    private static short Of(PhaseContext context, Finding finding) => finding.Category switch
    {
        AbuseCategory.Threat or AbuseCategory.Doxxing => 4,
        AbuseCategory.Blackmail => (short)(finding.Target == TargetKind.Brand ? 2 : finding.Target == TargetKind.Employee ? 4 : 3),
        AbuseCategory.Harassment => (short)(finding.Rule.Contains("je", StringComparison.Ordinal) || finding.Rule.Contains("(i|", StringComparison.Ordinal) ? 3 : 4),
        AbuseCategory.Defamation or AbuseCategory.Hate or AbuseCategory.Sexual => 3,
        _ => (short)(finding.Gross || context.Target == TargetKind.Employee ? 3 : 2),
    };

    private static bool IsPeople(TargetKind target) => target is TargetKind.Employee or TargetKind.Staff or TargetKind.Person or TargetKind.Group;
}
