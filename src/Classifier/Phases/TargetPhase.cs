using Vigie.Classifier.Lexicons;
using Vigie.Core.Mentions;

namespace Vigie.Classifier.Phases;

/// <summary>The gravest target of the abuse and the one entry attacked; without abuse, what the criticism is about, and who is merely named.</summary>
internal sealed class TargetPhase : LocalPhase
{
    public override string Name => "target";

    public override PhaseResult Run(PhaseContext context)
    {
        var named = Named(context);
        if (context.Findings.Count == 0)
        {
            return new PhaseResult { Target = Criticised(context), Mentioned = named };
        }

        string? attacked = null;
        var several = false;
        var target = TargetKind.None;
        foreach (var finding in context.Findings)
        {
            target = finding.Target < target ? finding.Target : target;
            several |= attacked is not null && finding.Person is not null && !string.Equals(attacked, finding.Person, StringComparison.Ordinal);
            attacked ??= finding.Person;
        }

        // Two people attacked: neither is "the" person.
        var person = several ? null : attacked;
        if (person is not null)
        {
            named?.Remove(person);
        }

        return new PhaseResult { Target = attacked is not null ? TargetKind.Employee : target, Person = person, Mentioned = named };
    }

    private static List<string>? Named(PhaseContext context)
    {
        if (context.People.Matches.Count == 0)
        {
            return null;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var named = new List<string>();
        foreach (var match in context.People.Matches)
        {
            if (match.Person is { } person && seen.Add(person))
            {
                named.Add(person);
            }
        }

        return named;
    }

    private static TargetKind Criticised(PhaseContext context)
    {
        var grievance = false;
        foreach (var match in context.Matches)
        {
            if (match.Entry.Topic == Topic.Self)
            {
                return TargetKind.Self;
            }

            grievance |= match.Entry.Topic is Topic.Complaint or Topic.Rough;
        }

        if (!grievance)
        {
            return TargetKind.None;
        }

        var role = false;
        for (var index = 0; index < context.References.Count; index++)
        {
            var reference = context.References[index];
            if (reference.Kind == TargetKind.Product)
            {
                return TargetKind.Product;
            }

            role |= reference.Person is not null || (context.Class(reference.Token) & WordClass.Role) != WordClass.None;
        }

        return role ? TargetKind.Employee : context.References.Count > 0 ? TargetKind.Brand : TargetKind.Product;
    }
}
