using Vigie.Classifier.Lexicons;
using Vigie.Classifier.People;
using Vigie.Classifier.Text;

namespace Vigie.Classifier.Phases;

/// <summary>
/// Finds people of the register by name, alias, handle, or role with site, through accents, case and disguise ("S4ndrine", "s.a.n.d.r.i.n.e"), and who signed the parent.
/// Must not match a first name that two entries share unless site, role or surname decides, an entry whose site the text contradicts, a common word ("fleur"), nor the author's own signature.
/// </summary>
internal sealed class PeoplePhase : LocalPhase
{
    // How far apart a role and its site may stand.
    private const int RoleReach = 8;

    private static readonly List<PersonMatch> NoMatches = [];

    public override string Name => "people";

    public override PhaseResult Run(PhaseContext context)
    {
        if (context.Register.People.Count == 0 && context.Parent is null)
        {
            return PhaseResult.Nothing;
        }

        var matches = Find(context, context.Text, signature: false);
        if (matches is null)
        {
            matches = AddRoleAtSite(context) ?? AddInitialAtSite(context);
        }

        var (signed, signer, outsider) = Parent(context);
        if (matches is null && !signed && !outsider)
        {
            return PhaseResult.Nothing;
        }

        List<Reason>? reasons = null;
        foreach (var match in matches ?? NoMatches)
        {
            (reasons ??= []).Add(new Reason(Name, match.Rule, null, context.Text.Span(match.First, match.Last), match.Person is null ? 0 : 1));
        }

        return new PhaseResult { People = new PeopleFound(matches ?? NoMatches, signed, signer, outsider), Reasons = reasons };
    }

    private static List<PersonMatch>? Find(PhaseContext context, TokenizedText text, bool signature)
    {
        List<PersonMatch>? found = null;
        Surroundings? surroundings = null;
        for (var index = 0; index < text.Count; index++)
        {
            context.Budget.Spend(index);
            ref readonly var token = ref text[index];
            if (token.Kind == TokenKind.Handle)
            {
                if (context.Register.ByHandle(text.Raw(token)[1..]) is { } owner)
                {
                    (found ??= []).Add(new PersonMatch(index, index, owner.Id, "handle"));
                }

                continue;
            }

            if (token.Kind != TokenKind.Word)
            {
                continue;
            }

            var forms = Forms(context.Register, text, token);
            for (var at = 0; at < forms.Count; at++)
            {
                if (!Matches(text, index, forms[at]))
                {
                    continue;
                }

                surroundings ??= new Surroundings(context, text);
                var last = index + forms[at].Words.Length - 1;
                if ((signature || !surroundings.IsSignature(index, last, forms[at])) && Choose(surroundings, forms[at], index, last) is { } choice)
                {
                    (found ??= []).Add(choice);
                    index = last;
                    break;
                }
            }
        }

        return found;
    }

    private static IReadOnlyList<NameForm> Forms(RegisterSnapshot register, TokenizedText text, in Token token)
    {
        var forms = register.FormsBeginning(text.Word(token));
        if (forms.Count == 0 && !token.Disguised && token.End - token.Start <= 40)
        {
            // Leetspeak of a name the vocabulary does not know.
            var raw = text.Raw(token);
            if (raw.ContainsAnyInRange('0', '9') || raw.Contains('$'))
            {
                return Disguise.Leet(raw, 'i') is { } clear ? register.FormsBeginning(clear) : [];
            }
        }

        if (forms.Count == 0 && token is { Word: 0, Disguised: false })
        {
            return register.FormsSoundingLike(text.Raw(token));
        }

        return forms.Count == 0 && token.Disguised ? register.FormsBeginning(Disguise.Leet(text.Raw(token), 'l') ?? "") : forms;
    }

    private static bool Matches(TokenizedText text, int first, NameForm form)
    {
        for (var index = 1; index < form.Words.Length; index++)
        {
            if (first + index >= text.Count || !text.Word(text[first + index]).SequenceEqual(form.Words[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static PersonMatch? Choose(Surroundings surroundings, NameForm form, int first, int last)
    {
        RegisterPerson? near = null;
        var nearby = 0;
        foreach (var person in form.People)
        {
            if (surroundings.NamesSiteOf(person))
            {
                near = person;
                nearby++;
            }
        }

        if (form.Words.Length == 1 && nearby == 0 && surroundings.IsCommonWord(first))
        {
            return null;
        }

        if (near is not null && nearby == 1)
        {
            return new PersonMatch(first, last, near.Id, "name with site");
        }

        // A place that is not theirs rules them out, unless the name is complete.
        if (surroundings.NamesSite && nearby == 0 && !form.Complete)
        {
            return new PersonMatch(first, last, null, "name at another site");
        }

        if (form.People.Count == 1)
        {
            return new PersonMatch(first, last, form.People[0].Id, form.Complete ? "full name" : "name");
        }

        RegisterPerson? byRole = null;
        foreach (var person in form.People)
        {
            if (surroundings.NamesRoleOf(person))
            {
                if (byRole is not null)
                {
                    return new PersonMatch(first, last, null, "several entries fit");
                }

                byRole = person;
            }
        }

        return byRole is null ? new PersonMatch(first, last, null, "several entries fit") : new PersonMatch(first, last, byRole.Id, "name with role");
    }

    /// <summary>A role with a site, when exactly one entry fits: "la réceptionniste de Cannes".</summary>
    private static List<PersonMatch>? AddRoleAtSite(PhaseContext context)
    {
        var text = context.Text;
        for (var index = 0; index < text.Count; index++)
        {
            context.Budget.Spend(index);
            if ((context.Class(index) & WordClass.Role) == WordClass.None)
            {
                continue;
            }

            string? stem = null;
            for (var at = Math.Max(0, index - RoleReach); at < Math.Min(text.Count, index + RoleReach + 1); at++)
            {
                if (text[at].Kind != TokenKind.Word || context.Register.AtSite(text.Raw(text[at])) is not { Count: > 0 } there)
                {
                    continue;
                }

                stem ??= RegisterSnapshot.Stem(text.Raw(text[index]).ToString());
                RegisterPerson? only = null;
                var fits = 0;
                foreach (var person in there)
                {
                    if (!ReferenceEquals(person, only) && context.Register.RoleWords(person).Contains(stem, StringComparer.Ordinal))
                    {
                        only = person;
                        fits++;
                    }
                }

                if (only is not null && fits == 1)
                {
                    return [new PersonMatch(index, index, only.Id, "role with site")];
                }
            }
        }

        return null;
    }

    /// <summary>An initial with a site, when exactly one entry fits: "S. de l'agence de Metz".</summary>
    private static List<PersonMatch>? AddInitialAtSite(PhaseContext context)
    {
        var text = context.Text;
        for (var index = 0; index + 1 < text.Count; index++)
        {
            ref readonly var token = ref text[index];
            if (token is not { Kind: TokenKind.Word, Capital: true } || token.End - token.Start != 1 || text[index + 1].Start != token.End || text.Raw(text[index + 1])[0] != '.')
            {
                continue;
            }

            var letter = text.Raw(token)[0];
            for (var at = index + 2; at < Math.Min(text.Count, index + 2 + RoleReach); at++)
            {
                var there = context.Register.AtSite(text.Raw(text[at]));
                RegisterPerson? only = null;
                var fits = 0;
                for (var each = 0; each < there.Count; each++)
                {
                    if (RegisterSnapshot.Fold(there[each].Names[0])[0] == letter)
                    {
                        only = there[each];
                        fits++;
                    }
                }

                if (only is not null && fits == 1)
                {
                    return [new PersonMatch(index, index, only.Id, "initial with site")];
                }
            }
        }

        return null;
    }

    /// <summary>Who wrote the parent: another customer, the brand, and by whose hand.</summary>
    private static (bool Signed, string? Signer, bool Outsider) Parent(PhaseContext context)
    {
        if (context.Parent is not { Count: > 0 } parent)
        {
            return (false, null, false);
        }

        var people = Find(context, parent, signature: true)?.FindAll(match => match.First <= 2 || match.Last >= parent.Count - 8);
        if (people is { Count: > 0 })
        {
            // The signature stands last; a name at the start with a colon is the speaker's.
            var signer = people[0].First <= 1 && people[0].Last + 1 < parent.Count && parent.Raw(parent[Math.Min(parent.Count - 1, people[0].Last + 1)]) is ":" ? people[0] : people[^1];
            return (true, signer.Person, false);
        }

        if (parent[0].Kind == TokenKind.Handle)
        {
            return (false, null, true);
        }

        // "Bonjour …, Julien" or "- Kev": a short capitalised end, after a mark, that the vocabulary does not know.
        var end = parent.Count - 1;
        while (end > 0 && parent[end].Kind is not (TokenKind.Word or TokenKind.Handle))
        {
            end--;
        }

        var signed = end > 2 && parent[end].Capital && (parent[end - 1].Kind is TokenKind.SentenceEnd or TokenKind.Pause || parent[end - 1].Capital) && parent[end].Word == 0;
        return (signed, null, false);
    }
}
