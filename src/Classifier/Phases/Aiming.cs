using Vigie.Classifier.Lexicons;
using Vigie.Classifier.Text;
using Vigie.Core.Mentions;

namespace Vigie.Classifier.Phases;

/// <summary>Which reference a word is said of.</summary>
internal static class Aiming
{
    private const int Far = 100;

    // How much nearer an entry of the register seems than it stands.
    private const int Dearest = 3;

    /// <summary>The nearest reference in the sentence; people win over things at like distance, what stands before wins over what follows. Looks no farther than <see cref="Far"/> references each way.</summary>
    public static Reference? Nearest(PhaseContext context, int first, int last, bool peopleOnly)
    {
        var sentence = context.Text[first].Sentence;
        var references = context.References;
        Reference? best = null;
        var cost = Far;
        var start = references.From(first);
        for (var index = start - 1; index >= 0 && context.Text[references[index].Token].Sentence == sentence && first - references[index].Token - Dearest <= cost; index--)
        {
            // Of equals the one that was spoken of first wins.
            Consider(references[index], first - references[index].Token, orEqual: true);
        }

        for (var index = start; index < references.Count && context.Text[references[index].Token].Sentence == sentence && references[index].Token - last + 2 - Dearest < cost; index++)
        {
            if (references[index].Token > last)
            {
                Consider(references[index], references[index].Token - last + 2, orEqual: false);
            }
        }

        return best;

        void Consider(Reference reference, int distance, bool orEqual)
        {
            if (peopleOnly && reference.Kind > TargetKind.Group)
            {
                return;
            }

            var total = distance + (reference.Kind > TargetKind.Group ? 2 : 0) + (reference.Strong ? 0 : 1) - (reference.Person is null ? 0 : Dearest);
            if (total < cost || (orEqual && total == cost))
            {
                cost = total;
                best = reference;
            }
        }
    }

    /// <summary>The last person spoken of before the sentence, then the first after it.</summary>
    public static Reference? Around(PhaseContext context, int first) => context.References.Around(context.Text[first].Sentence);

    /// <summary>Said of a thing: "service de merde", "putain de site", "ce site est nul".</summary>
    public static bool OfThing(PhaseContext context, int first, int last)
    {
        var text = context.Text;
        if (first > 1 && (context.Class(first - 1) & WordClass.Of) != WordClass.None && (context.Class(first - 2) & (WordClass.Thing | WordClass.Brand)) != WordClass.None && (context.Class(first - 2) & (WordClass.Team | WordClass.Role)) == WordClass.None)
        {
            return true;
        }

        if (last + 2 < text.Count && (context.Class(last + 1) & WordClass.Of) != WordClass.None && (context.Class(last + 2) & (WordClass.Thing | WordClass.Brand)) != WordClass.None)
        {
            return true;
        }

        return last + 1 < text.Count && (context.Class(last + 1) & WordClass.Thing) != WordClass.None && (context.Class(last + 1) & WordClass.Role) == WordClass.None && context.Language == "en";
    }

    /// <summary>Said of a person in so many words: "tu es un …", "vos agents sont des …", "espèce de …", "bande de …", or called out on its own.</summary>
    public static bool Said(PhaseContext context, int first, out bool pack)
    {
        pack = false;
        if (Named(context, first))
        {
            return true;
        }

        var be = false;
        for (var index = first - 1; index >= Math.Max(0, first - 7); index--)
        {
            if (context.Text[index].Kind is TokenKind.SentenceEnd)
            {
                return false;
            }

            var known = context.Class(index);
            if ((known & WordClass.Vocative) != WordClass.None)
            {
                return true;
            }

            if ((known & WordClass.Pack) != WordClass.None)
            {
                pack = true;
                return true;
            }

            if ((known & WordClass.Negation) != WordClass.None && !be)
            {
                return false;
            }

            if ((known & WordClass.Be) != WordClass.None)
            {
                be = true;
                continue;
            }

            if (be && (known & (WordClass.Thing | WordClass.Brand)) != WordClass.None && (known & (WordClass.Role | WordClass.Team)) == WordClass.None)
            {
                return false;
            }

            if (be && (known & (WordClass.You | WordClass.You1 | WordClass.He | WordClass.They | WordClass.Role | WordClass.Team | WordClass.Outsider)) != WordClass.None)
            {
                return true;
            }

            if (be && context.References.At(index) is { Kind: <= TargetKind.Person })
            {
                return true;
            }

            if ((known & (WordClass.Determiner | WordClass.Intensifier | WordClass.Of)) == WordClass.None && !be)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Put beside a person without a verb: "Aminata, cette anguille", "ce rat de contrôleur", "you plank".</summary>
    private static bool Named(PhaseContext context, int first)
    {
        var text = context.Text;
        if (first + 2 < text.Count && (context.Class(first + 1) & WordClass.Of) != WordClass.None
            && ((context.Class(first + 2) & (WordClass.Role | WordClass.Team)) != WordClass.None || context.References.At(first + 2) is { Person: not null }))
        {
            return true;
        }

        var at = first - 1;
        while (at >= 0 && (context.Class(at) & WordClass.Intensifier) != WordClass.None && (context.Class(at) & WordClass.You) == WordClass.None)
        {
            at--;
        }

        if (at < 0)
        {
            return false;
        }

        if (text.Raw(text[at]) is "you" or "ya" or "ye")
        {
            return true;
        }

        if ((context.Class(at) & WordClass.Determiner) == WordClass.None || (context.Class(at) & WordClass.Of) != WordClass.None || at == 0)
        {
            return false;
        }

        var before = text[at - 1].Kind == TokenKind.Pause && at > 1 ? at - 2 : at - 1;
        return before != at - 1 && (context.References.At(before) is { Kind: <= TargetKind.Person, Strong: true } || (context.Class(before) & WordClass.Role) != WordClass.None);
    }

    /// <summary>Said with a denial before it: "pas bête", "not an idiot".</summary>
    public static bool Denied(PhaseContext context, int first)
    {
        for (var index = first - 1; index >= Math.Max(0, first - 3); index--)
        {
            var known = context.Class(index);
            if (context.Text[index].Kind is TokenKind.SentenceEnd or TokenKind.Pause)
            {
                return false;
            }

            if ((known & WordClass.Negation) != WordClass.None && context.Text.Raw(context.Text[index]) is "pas" or "not" or "isnt" or "arent")
            {
                return true;
            }

            if ((known & (WordClass.Determiner | WordClass.Intensifier | WordClass.Of)) == WordClass.None)
            {
                return false;
            }
        }

        return false;
    }
}
