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
        bool? team = null;
        foreach (var match in context.Matches)
        {
            if (context.IsExcluded(match.First))
            {
                continue;
            }

            switch (match.Entry.Topic)
            {
                case Topic.Blackmail:
                    (findings ??= []).Add(Found(context, team ??= NamesTeam(context), match.Entry.Id, match.Entry.Strength, match.First, match.Last));
                    break;
                case Topic.Demand:
                    demand ??= match;
                    break;
                case Topic.Publication when publication is null || match.Last - match.First > publication.Value.Last - publication.Value.First:
                    publication = match;
                    break;
            }
        }

        if (findings is null && demand is { } asked && publication is { } published && published.Last > published.First && Condition(context) && !IsReview(context, asked, published))
        {
            (findings = []).Add(Found(context, NamesTeam(context), "demand and publication", Joined, Math.Min(asked.First, published.First), Math.Max(asked.Last, published.Last)));
        }

        return findings is null ? PhaseResult.Nothing : new PhaseResult
        {
            Findings = findings,
            Reasons = [.. findings.Select(finding => new Reason(Name, finding.Rule, AbuseCategory.Blackmail, context.Text.Span(finding.First, finding.Last), finding.Weight))],
        };
    }

    // "remboursez ou je mets une étoile": ordinary pressure, unless a person is named or a sum is asked.
    private static bool IsReview(PhaseContext context, in LexiconMatch asked, in LexiconMatch published)
    {
        if (context.References.FirstPerson is not null || context.Text[asked.First].Kind == TokenKind.Number)
        {
            return false;
        }

        for (var index = published.First; index < context.Text.Count && index <= published.First + 6; index++)
        {
            if (context.Text.Raw(context.Text[index]) is "etoile" or "etoiles" or "avis" or "note" or "review" or "reviews" or "star" or "stars" or "trustpilot" or "commentaire" or "feedback")
            {
                return true;
            }
        }

        return false;
    }

    private static bool NamesTeam(PhaseContext context)
    {
        for (var index = 0; index < context.References.Count; index++)
        {
            if ((context.Class(context.References[index].Token) & WordClass.Team) != WordClass.None)
            {
                return true;
            }
        }

        return false;
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

    private static Finding Found(PhaseContext context, bool team, string rule, float weight, int first, int last)
    {
        var aim = context.References.FirstPerson ?? context.References.FirstEmployee;

        // "vous" of a brand under blackmail is the company, unless its people are named.
        var target = aim is not null || context.People.SignedParent ? TargetKind.Employee : team ? TargetKind.Staff : TargetKind.Brand;
        return new Finding(AbuseCategory.Blackmail, rule, weight, first, last, target, aim?.Person ?? (target == TargetKind.Employee ? context.People.Signer : null), Gravity.Plain);
    }
}
