using System.Text.RegularExpressions;
using Vigie.Classifier.Lexicons;
using Vigie.Classifier.Text;
using Vigie.Core.Mentions;

namespace Vigie.Classifier.Phases;

/// <summary>Private data of a person: an exposing expression, or a phone, plate, street or e-mail beside an exposing cue or close behind a full name. Must not catch the shop's public address or the author's own phone ("rappelez-moi au 06…").</summary>
internal sealed partial class DoxxingPhase : LocalPhase
{
    private const float WithData = 0.85f;

    // How many tokens before its data a name may stand.
    private const int NameReach = 8;

    public override string Name => "doxxing";

    public override PhaseResult Run(PhaseContext context)
    {
        List<Finding>? findings = null;
        LexiconMatch? cue = null;
        foreach (var match in context.Matches)
        {
            if (context.IsExcluded(match.First))
            {
                continue;
            }

            if (match.Entry.Topic == Topic.Doxxing)
            {
                (findings ??= []).Add(Found(context, match.Entry.Id, match.Entry.Strength, match.First, match.Last));
            }
            else if (match.Entry.Topic == Topic.Expose)
            {
                cue ??= match;
            }
        }

        if (findings is null && cue is { } exposed && (context.Text.Tokens.ContainsKind(TokenKind.Address) || Data().IsMatch(context.Text.Normalized.Folded)))
        {
            (findings = []).Add(Found(context, "private data with exposing cue", WithData, exposed.First, exposed.Last));
        }

        if (findings is null && NamedWithData(context) is { } named)
        {
            (findings = []).Add(Found(context, "private data beside a name", WithData, named.First, named.Last));
        }

        // Data threatened to be published is blackmail only.
        if (findings is null || context.Findings.Any(finding => finding.Category == AbuseCategory.Blackmail))
        {
            return PhaseResult.Nothing;
        }

        return new PhaseResult { Findings = findings, Reasons = [.. findings.Select(finding => new Reason(Name, finding.Rule, AbuseCategory.Doxxing, context.Text.Span(finding.First, finding.Last), finding.Weight))] };
    }

    /// <summary>"Sandrine Morel, 06 …": data that follows a name closely and is not the author's own.</summary>
    private static (int First, int Last)? NamedWithData(PhaseContext context)
    {
        var text = context.Text;
        var at = 0;
        foreach (var data in Data().EnumerateMatches(text.Normalized.Folded))
        {
            while (at < text.Count && text[at].End <= data.Index)
            {
                at++;
            }

            for (var index = Math.Max(0, at - NameReach); index < Math.Min(at, text.Count); index++)
            {
                if (IsMine(context, Math.Max(0, index - 4), Math.Min(text.Count, at + NameReach)))
                {
                    break;
                }

                if (IsFullName(context, index))
                {
                    return (index, Math.Min(at, text.Count - 1));
                }
            }
        }

        return null;
    }

    private static bool IsMine(PhaseContext context, int from, int to)
    {
        for (var index = from; index < to; index++)
        {
            if ((context.Class(index) & (WordClass.Me | WordClass.Polite | WordClass.Thing)) != WordClass.None)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFullName(PhaseContext context, int index) => context.References.At(index) is { Person: not null }
        || (index + 1 < context.Text.Count && IsName(context, index) && IsName(context, index + 1) && context.Text[index + 1].Start - context.Text[index].End <= 1);

    private static bool IsName(PhaseContext context, int index)
    {
        ref readonly var token = ref context.Text[index];
        return token is { Kind: TokenKind.Word, Capital: true } && token.End - token.Start > 1 && (token.Word == 0 || (context.Class(index) & ~(WordClass.CommonName | WordClass.Me)) == WordClass.None);
    }

    private static Finding Found(PhaseContext context, string rule, float weight, int first, int last)
    {
        var aim = context.References.FirstPerson ?? Aiming.Nearest(context, first, last, peopleOnly: true) ?? Aiming.Around(context, first) ?? new Reference(first, TargetKind.Employee, null, false);
        return new Finding(AbuseCategory.Doxxing, rule, weight, first, last, aim.Kind == TargetKind.Staff ? TargetKind.Employee : aim.Kind, aim.Person, Gravity.Plain);
    }

    // French and British phones, French plates, a number with a street word.
    [GeneratedRegex(@"\b0[1-9](?:[ .-]?\d\d){4}\b|\+?(?:33|44|32|41)[ .-]?\d(?:[ .-]?\d){7,10}|\b07\d{3}[ ]?\d{3}[ ]?\d{3}\b|\b[a-z]{2}[ -]?\d{3}[ -]?[a-z]{2}\b|\b[a-z]{2}\d{2}[ ]?[a-z]{3}\b|\b\d{1,4}(?: ?(?:bis|ter|[a-d]))?,? (?:rue|avenue|av|bd|boulevard|impasse|chemin|allee|place|route|quai|[a-z]+ (?:street|road|avenue|lane|close|drive|court|terrace|way|crescent|gardens|grove))\b", RegexOptions.NonBacktracking)]
    private static partial Regex Data();
}
