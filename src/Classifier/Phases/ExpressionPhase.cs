using Vigie.Classifier.Lexicons;
using Vigie.Core.Mentions;

namespace Vigie.Classifier.Phases;

/// <summary>Whole expressions of threat, contempt, pile-on, sexual remark and hate. Catches "je sais où tu travailles"; must not catch "je vais porter plainte" (a legal step) nor "tu vas regretter cet achat" said of a product.</summary>
internal sealed class ExpressionPhase : LocalPhase
{
    public override string Name => "expression";

    public override PhaseResult Run(PhaseContext context)
    {
        List<Finding>? findings = null;
        List<Reason>? reasons = null;
        HashSet<int>? legal = null;
        foreach (var match in context.Matches)
        {
            context.Budget.Spend(match.First);
            if (match.Entry.Aim != Aim.Phrase || match.Entry.Topic.Category() is not { } category || category is AbuseCategory.Blackmail or AbuseCategory.Doxxing or AbuseCategory.Defamation || context.IsExcluded(match.First))
            {
                continue;
            }

            var aim = Aiming.Nearest(context, match.Last + 1 < context.Text.Count ? match.Last : match.First, match.First - 1, peopleOnly: true) ?? Aiming.Nearest(context, match.First, match.Last, peopleOnly: true) ?? Inside(context, match) ?? Aiming.Around(context, match.First);
            var target = aim?.Kind ?? TargetKind.Staff;
            if (category == AbuseCategory.Threat && (legal ??= LegalSentences(context)).Contains(context.Text[match.First].Sentence))
            {
                continue;
            }

            if (target == TargetKind.Group && category != AbuseCategory.Hate)
            {
                target = TargetKind.Person;
            }

            (findings ??= []).Add(new Finding(category, match.Entry.Id, match.Entry.Strength, match.First, match.Last, target, aim?.Person, match.Entry.Gravity));
            (reasons ??= []).Add(new Reason(Name, match.Entry.Id, category, context.Text.Span(match.First, match.Last), match.Entry.Strength));
        }

        return findings is null ? PhaseResult.Nothing : new PhaseResult { Findings = findings, Reasons = reasons! };
    }

    // A legal step announced in the same sentence tells what "vous allez payer" means.
    private static HashSet<int> LegalSentences(PhaseContext context)
    {
        var sentences = new HashSet<int>();
        foreach (var match in context.Matches)
        {
            if (match.Entry.Topic == Topic.Legal)
            {
                sentences.Add(context.Text[match.First].Sentence);
            }
        }

        return sentences;
    }

    /// <summary>The person whom the expression itself names.</summary>
    internal static Reference? Inside(PhaseContext context, in LexiconMatch match)
    {
        for (var index = context.References.From(match.First); index < context.References.Count && context.References[index].Token <= match.Last; index++)
        {
            if (context.References[index].Kind <= TargetKind.Group)
            {
                return context.References[index];
            }
        }

        return null;
    }
}
