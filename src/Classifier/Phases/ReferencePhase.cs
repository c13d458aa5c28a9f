using Vigie.Classifier.Lexicons;
using Vigie.Classifier.Text;
using Vigie.Core.Mentions;

namespace Vigie.Classifier.Phases;

/// <summary>Lists what each pronoun, role, team noun, name and thing points at. "tu" in a reply to a signed answer is that employee; "vous" without one is the staff; "she" is whoever was named last.</summary>
internal sealed class ReferencePhase : LocalPhase
{
    public override string Name => "reference";

    public override PhaseResult Run(PhaseContext context)
    {
        var text = context.Text;
        var references = new List<Reference>();
        var (addressee, addressed) = Addressee(context);
        var people = context.People.Matches;
        var next = 0;
        Reference? latest = null;
        for (var index = 0; index < text.Count; index++)
        {
            context.Budget.Spend(index);
            if (next < people.Count && index == people[next].First)
            {
                latest = new Reference(index, TargetKind.Employee, people[next].Person, true);
                references.Add(latest.Value);
                index = people[next++].Last;
                continue;
            }

            var token = text[index];
            if (token.Kind == TokenKind.Handle)
            {
                latest = new Reference(index, TargetKind.Person, null, true);
                references.Add(latest.Value);
                continue;
            }

            var known = context.Class(index);
            if (known == WordClass.None)
            {
                continue;
            }

            // "votre appli": the thing is meant, not its owners.
            if ((known & WordClass.Your) != WordClass.None && (known & WordClass.You) != WordClass.None && index + 1 < text.Count
                && (context.Class(index + 1) & (WordClass.Thing | WordClass.Brand)) != WordClass.None && (context.Class(index + 1) & (WordClass.Role | WordClass.Team)) == WordClass.None)
            {
                continue;
            }

            Reference? reference = known switch
            {
                _ when (known & WordClass.Role) != WordClass.None => new Reference(index, TargetKind.Employee, null, true),
                _ when (known & WordClass.Team) != WordClass.None => new Reference(index, TargetKind.Staff, null, true),
                _ when (known & (WordClass.You | WordClass.You1)) != WordClass.None => new Reference(index, addressee, addressed, true),
                _ when (known & WordClass.Outsider) != WordClass.None => new Reference(index, TargetKind.Person, null, true),
                _ when (known & WordClass.Group) != WordClass.None => new Reference(index, TargetKind.Group, null, true),
                _ when (known & WordClass.He) != WordClass.None => new Reference(index, latest?.Kind is TargetKind.Staff or null ? TargetKind.Employee : latest.Value.Kind, latest?.Person, false),
                _ when (known & WordClass.They) != WordClass.None => new Reference(index, latest?.Kind == TargetKind.Person ? TargetKind.Person : TargetKind.Staff, null, false),
                _ when (known & WordClass.Brand) != WordClass.None => new Reference(index, TargetKind.Brand, null, false),
                _ when (known & WordClass.Thing) != WordClass.None => new Reference(index, TargetKind.Product, null, false),
                _ => null,
            };
            if (reference is not { } found)
            {
                continue;
            }

            references.Add(found);
            if (found.Kind <= TargetKind.Person && (known & (WordClass.You | WordClass.You1 | WordClass.He | WordClass.They)) == WordClass.None)
            {
                latest = found;
            }
        }

        return new PhaseResult { References = references };
    }

    /// <summary>Whom "tu" and "vous" mean: who is called by name at the start, who signed the parent, another customer who wrote it, else the staff.</summary>
    private static (TargetKind Kind, string? Person) Addressee(PhaseContext context)
    {
        foreach (var match in context.People.Matches)
        {
            var called = match.Last + 1 >= context.Text.Count || context.Text[match.Last + 1].Kind is TokenKind.Pause or TokenKind.SentenceEnd || (context.Class(match.Last + 1) & (WordClass.You1 | WordClass.You)) != WordClass.None;
            if (called && match.Rule != "role with site" && (match.First <= 2 || context.Text[match.First - 1].Kind is TokenKind.Pause or TokenKind.SentenceEnd))
            {
                return (TargetKind.Employee, match.Person);
            }
        }

        return context.People switch
        {
            { SignedParent: true } people => (TargetKind.Employee, people.Signer),
            { ParentIsOutsider: true } => (TargetKind.Person, null),
            _ => (TargetKind.Staff, null),
        };
    }
}
