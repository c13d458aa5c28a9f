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
        if (context.Findings.Count == 0)
        {
            var rough = IsRough(context);
            return new PhaseResult { Severity = (short)(rough ? 1 : 0), Score = rough ? UnfoundRough : Unfound };
        }

        short severity = 0;
        var insults = 0;
        var serious = false;
        var miss = 1 - Unfound;
        foreach (var finding in context.Findings)
        {
            severity = Math.Max(severity, Of(context, finding));
            insults += finding.Category == AbuseCategory.Insult ? 1 : 0;
            serious |= finding.Category is AbuseCategory.Threat or AbuseCategory.Blackmail;
            miss *= 1 - finding.Weight;
        }

        if (severity == 2 && (context.Target == TargetKind.Employee || insults >= Stacked))
        {
            severity = 3;
        }

        return new PhaseResult { Severity = IsPeople(context.Target) || serious ? severity : (short)1, Score = Math.Clamp(1 - miss, 0, 0.99f) };
    }

    private static bool IsRough(PhaseContext context)
    {
        foreach (var match in context.Matches)
        {
            if (match.Entry.Topic == Topic.Rough)
            {
                return true;
            }
        }

        return false;
    }

    private static short Of(PhaseContext context, Finding finding) => finding.Category switch
    {
        AbuseCategory.Threat or AbuseCategory.Doxxing => 4,
        AbuseCategory.Blackmail => (short)(finding.Target == TargetKind.Brand ? 2 : finding.Target == TargetKind.Employee ? 4 : 3),
        AbuseCategory.Harassment => (short)(finding.Gravity == Gravity.Insistence ? 3 : 4),
        AbuseCategory.Defamation or AbuseCategory.Hate or AbuseCategory.Sexual => 3,
        _ => (short)(finding.Gravity == Gravity.Gross || context.Target == TargetKind.Employee ? 3 : 2),
    };

    private static bool IsPeople(TargetKind target) => target is TargetKind.Employee or TargetKind.Staff or TargetKind.Person or TargetKind.Group;
}
