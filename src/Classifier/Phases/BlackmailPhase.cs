using Vigie.Classifier.Lexicons;
using Vigie.Classifier.Text;
using Vigie.Core.Mentions;

namespace Vigie.Classifier.Phases;

/// <summary>A demand joined to a publication by "ou", "sinon", "sauf si": "500 euros ou je publie votre nom". Must not catch a customer's ordinary pressure ("remboursez ou je mets une étoile").</summary>
internal sealed class BlackmailPhase : LocalPhase
{
    private const float Joined = 0.8f;

    public override string Name => "blackmail";

    public override PhaseResult Run(PhaseContext context)
    {
        List<Finding>? findings = null;
        LexiconMatch? demand = null;
        LexiconMatch? publication = null;
        foreach (var match in context.Matches)
        {
            if (context.IsExcluded(match.First))
            {
                continue;
            }

            switch (match.Entry.Topic)
            {
                case Topic.Blackmail:
                    (findings ??= []).Add(Found(context, match.Entry.Id, match.Entry.Strength, match.First, match.Last));
                    break;
                case Topic.Demand:
                    demand ??= match;
                    break;
                case Topic.Publication when publication is null || match.Last - match.First > publication.Value.Last - publication.Value.First:
                    publication = match;
                    break;
            }
        }

        if (findings is null && demand is { } asked && publication is { } published && published.Last > published.First && Condition(context))
        {
            (findings = []).Add(Found(context, "demand and publication", Joined, Math.Min(asked.First, published.First), Math.Max(asked.Last, published.Last)));
        }

        return findings is null ? PhaseResult.Nothing : new PhaseResult
        {
            Findings = findings,
            Reasons = [.. findings.Select(finding => new Reason(Name, finding.Rule, AbuseCategory.Blackmail, context.Text.Span(finding.First, finding.Last), finding.Weight))],
        };
    }

    private static bool Condition(PhaseContext context)
    {
        for (var index = 0; index < context.Text.Count; index++)
        {
            if (context.Text[index].Kind == TokenKind.Word && context.Text.Raw(context.Text[index]) is "sinon" or "ou" or "sauf" or "or" or "unless" or "otherwise" or "else" or "defaut" or "contre" or "echange" or "delai" or "quoi" or "tant" or "until")
            {
                return true;
            }
        }

        return false;
    }

    private static Finding Found(PhaseContext context, string rule, float weight, int first, int last)
    {
        var aim = context.References.FirstOrDefault(reference => reference.Person is not null, new Reference(-1, TargetKind.None, null, false));
        if (aim.Token < 0)
        {
            aim = context.References.FirstOrDefault(reference => reference.Kind == TargetKind.Employee && reference.Strong, aim);
        }

        // "vous" of a brand under blackmail is the company, unless its people are named.
        var target = aim.Token >= 0 ? TargetKind.Employee : context.People.SignedParent ? TargetKind.Employee : context.References.Any(reference => (context.Class(reference.Token) & WordClass.Team) != WordClass.None) ? TargetKind.Staff : TargetKind.Brand;
        return new Finding(AbuseCategory.Blackmail, rule, weight, first, last, target, aim.Person ?? (target == TargetKind.Employee ? context.People.Signer : null), false);
    }
}
