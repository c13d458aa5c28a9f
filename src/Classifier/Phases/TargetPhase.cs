using Vigie.Classifier.Lexicons;
using Vigie.Core.Mentions;

namespace Vigie.Classifier.Phases;

/// <summary>The gravest target of the abuse and the one entry attacked; without abuse, what the criticism is about, and who is merely named.</summary>
internal sealed class TargetPhase : LocalPhase
{
    public override string Name => "target";

    public override PhaseResult Run(PhaseContext context)
    {
        var named = context.People.Matches.Where(match => match.Person is not null).Select(match => match.Person!).Distinct(StringComparer.Ordinal).ToList();
        if (context.Findings.Count == 0)
        {
            return new PhaseResult { Target = Criticised(context), Mentioned = named };
        }

        var attacked = context.Findings.Where(finding => finding.Person is not null).Select(finding => finding.Person!).Distinct(StringComparer.Ordinal).ToList();
        var target = attacked.Count > 0 ? TargetKind.Employee : context.Findings.Min(finding => finding.Target);

        // Two people attacked: neither is "the" person.
        var person = attacked.Count == 1 ? attacked[0] : null;
        return new PhaseResult { Target = target, Person = person, Mentioned = [.. named.Where(id => !string.Equals(id, person, StringComparison.Ordinal))] };
    }

    private static TargetKind Criticised(PhaseContext context)
    {
        var grievance = context.Matches.Any(match => match.Entry.Topic is Topic.Complaint or Topic.Rough);
        if (context.Matches.Any(match => match.Entry.Topic == Topic.Self))
        {
            return TargetKind.Self;
        }

        if (!grievance)
        {
            return TargetKind.None;
        }

        return context.References.Any(reference => reference.Kind == TargetKind.Product) ? TargetKind.Product
            : context.References.Any(reference => (context.Class(reference.Token) & WordClass.Role) != WordClass.None || reference.Person is not null) ? TargetKind.Employee
            : context.References.Count > 0 ? TargetKind.Brand : TargetKind.Product;
    }
}
