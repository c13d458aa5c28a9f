using Vigie.Classifier.Lexicons;
using Vigie.Core.Mentions;

namespace Vigie.Classifier.Phases;

/// <summary>A precise dishonouring fact said of one identifiable person: "Karim de Lille a volé mon acompte". Must not catch a fact about the brand ("vous avez volé mon argent") nor a value judgement ("Karim travaille mal").</summary>
internal sealed class DefamationPhase : LocalPhase
{
    public override string Name => "defamation";

    public override PhaseResult Run(PhaseContext context)
    {
        List<Finding>? findings = null;
        List<Reason>? reasons = null;
        foreach (var match in context.Matches)
        {
            context.Budget.Spend(match.First);
            if (match.Entry.Topic != Topic.Defamation || context.IsExcluded(match.First))
            {
                continue;
            }

            var aim = Aiming.Nearest(context, match.First, match.Last, peopleOnly: true) ?? ExpressionPhase.Inside(context, match) ?? Aiming.Around(context, match.First);
            if (aim is not { Kind: TargetKind.Employee } person)
            {
                continue;
            }

            (findings ??= []).Add(new Finding(AbuseCategory.Defamation, match.Entry.Id, match.Entry.Strength, match.First, match.Last, TargetKind.Employee, person.Person, Gravity.Plain));
            (reasons ??= []).Add(new Reason(Name, match.Entry.Id, AbuseCategory.Defamation, context.Text.Span(match.First, match.Last), match.Entry.Strength));
        }

        return findings is null ? PhaseResult.Nothing : new PhaseResult { Findings = findings, Reasons = reasons! };
    }
}
