using Vigie.Classifier.Lexicons;
using Vigie.Classifier.Text;
using Vigie.Core.Mentions;

namespace Vigie.Classifier.Phases;

/// <summary>
/// Single words of contempt, slurs and sexual words. Catches "votre livreur est un gros porc", "bande d'incapables", "connard"; must not catch "service de merde", "le site est nul",
/// "je suis trop con", "pas con ce système".
/// </summary>
internal sealed class InvectivePhase : LocalPhase
{
    public override string Name => "invective";

    public override PhaseResult Run(PhaseContext context)
    {
        List<Finding>? findings = null;
        List<Reason>? reasons = null;
        foreach (var match in context.Matches)
        {
            context.Budget.Spend(match.First);
            if (match.Entry.Aim is Aim.Phrase or Aim.Person || match.Entry.Topic.Category() is not { } category || context.IsExcluded(match.First) || IsForeign(context, match))
            {
                continue;
            }

            var (weight, aim, person) = Judge(context, match);
            if (weight < context.Threshold)
            {
                continue;
            }

            Add(category);
            if (match.Entry.AlsoHate)
            {
                Add(AbuseCategory.Insult);
            }

            void Add(AbuseCategory found)
            {
                (findings ??= []).Add(new Finding(found, match.Entry.Id, weight, match.First, match.Last, aim, person, match.Entry.Gravity));
                (reasons ??= []).Add(new Reason(Name, match.Entry.Id, found, context.Text.Span(match.First, match.Last), weight));
            }
        }

        return findings is null ? PhaseResult.Nothing : new PhaseResult { Findings = findings, Reasons = reasons! };
    }

    // "retard" and "douche" are innocent in the other language.
    private static bool IsForeign(PhaseContext context, in LexiconMatch match) =>
        (context.Language is "fr" && match.Entry.Id.StartsWith("en.", StringComparison.Ordinal)) || (context.Language is "en" && match.Entry.Id.StartsWith("fr.", StringComparison.Ordinal));

    private static (float Weight, TargetKind Target, string? Person) Judge(PhaseContext context, in LexiconMatch match)
    {
        if (Aiming.OfThing(context, match.First, match.Last) || Aiming.Denied(context, match.First) || IsTitle(context, match.First))
        {
            return default;
        }

        var said = Aiming.Said(context, match.First, out var pack);
        var nearest = Aiming.Nearest(context, match.First, match.Last, peopleOnly: false);
        var weight = match.Entry.Strength;
        switch (match.Entry.Aim)
        {
            case Aim.Said when !said:
                return default;
            case Aim.Said:
                weight += 0.2f;
                break;
            case Aim.Aimed when said:
                weight += 0.2f;
                break;
            case Aim.Aimed:
                // An adjective counts only beside a person, not beside the thing it is said of.
                if (nearest is not { Kind: <= TargetKind.Person } close || Math.Abs(close.Token - match.First) > 4)
                {
                    return default;
                }

                weight -= close.Strong && Beside(context, close, match) ? 0 : 0.15f;
                break;
            default:
                if (nearest is { Kind: TargetKind.Product or TargetKind.Brand } thing && !said && match.Entry.Gravity != Gravity.Gross && Math.Abs(thing.Token - match.First) <= 3)
                {
                    return default;
                }

                break;
        }

        var person = Aiming.Nearest(context, match.First, match.Last, peopleOnly: true) ?? Aiming.Around(context, match.First);
        var kind = person?.Kind ?? (pack || context.Parent is null || !context.People.ParentIsOutsider ? TargetKind.Staff : TargetKind.Person);
        if (kind == TargetKind.Group && match.Entry.Topic != Topic.Hate)
        {
            kind = TargetKind.Person;
        }

        return (weight, pack && person?.Person is null && kind == TargetKind.Employee && context.People.Signer is null ? TargetKind.Staff : kind, person?.Person);
    }

    // "Les Enfoirés en replay": a capital inside a sentence that is not shouted names a title or a band.
    private static bool IsTitle(PhaseContext context, int first)
    {
        ref readonly var token = ref context.Text[first];
        if (!token.Capital || first == 0 || context.Text[first - 1].Kind != TokenKind.Word || context.Text[first - 1].Sentence != token.Sentence || token.End - token.Start < 3)
        {
            return false;
        }

        var original = context.Text.Normalized.Original;
        var second = context.Text.Normalized.OriginalStart(token.Start + 1);
        return char.IsLower(original[second]) && (context.Class(first - 1) & (WordClass.Vocative | WordClass.Pack | WordClass.You | WordClass.You1)) == WordClass.None;
    }

    // "ce livreur débile": the adjective touches the person, with nothing but small words between.
    private static bool Beside(PhaseContext context, in Reference reference, in LexiconMatch match)
    {
        var from = Math.Min(reference.Token, match.Last) + 1;
        var to = Math.Max(reference.Token, match.First);
        for (var index = from; index < to; index++)
        {
            if ((context.Class(index) & (WordClass.Be | WordClass.Intensifier | WordClass.Determiner)) == WordClass.None)
            {
                return false;
            }
        }

        return true;
    }
}
