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
    public override string Name => "people";

    public override PhaseResult Run(PhaseContext context)
    {
        if (context.Register.People.Count == 0 && context.Parent is null)
        {
            return PhaseResult.Nothing;
        }

        var matches = Find(context, context.Text, signature: false);
        if (matches.Count == 0)
        {
            AddRoleAtSite(context, matches);
        }

        var (signed, signer, outsider) = Parent(context);
        var people = new PeopleFound(matches, signed, signer, outsider);
        return new PhaseResult
        {
            People = people,
            Reasons = [.. matches.Select(match => new Reason(Name, match.Rule, null, context.Text.Span(match.First, match.Last), match.Person is null ? 0 : 1))],
        };
    }

    private static List<PersonMatch> Find(PhaseContext context, TokenizedText text, bool signature)
    {
        var found = new List<PersonMatch>();
        for (var index = 0; index < text.Count; index++)
        {
            var token = text[index];
            if (token.Kind == TokenKind.Handle)
            {
                if (context.Register.ByHandle(text.Raw(token)[1..]) is { } owner)
                {
                    found.Add(new PersonMatch(index, index, owner.Id, "handle"));
                }

                continue;
            }

            if (token.Kind != TokenKind.Word)
            {
                continue;
            }

            foreach (var form in Forms(context.Register, text, token))
            {
                if (Matches(text, index, form) && (signature || !IsSignature(context, text, index, form)))
                {
                    var last = index + form.Words.Length - 1;
                    var choice = Choose(context, text, form, index, last);
                    if (choice is not null)
                    {
                        found.Add(choice);
                        index = last;
                        break;
                    }
                }
            }
        }

        return found;
    }

    private static IReadOnlyList<NameForm> Forms(RegisterSnapshot register, TokenizedText text, in Token token)
    {
        var forms = register.FormsBeginning(text.Word(token));
        if (forms.Count == 0 && token.Clear is null && token.End - token.Start <= 40)
        {
            // Leetspeak of a name the vocabulary does not know.
            var raw = text.Raw(token);
            if (raw.ContainsAnyInRange('0', '9') || raw.Contains('$'))
            {
                return Disguise.Leet(raw, 'i') is { } clear ? register.FormsBeginning(clear) : [];
            }
        }

        return forms.Count == 0 && token.Clear is not null ? register.FormsBeginning(Disguise.Leet(text.Raw(token), 'l') ?? "") : forms;
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

    private static PersonMatch? Choose(PhaseContext context, TokenizedText text, NameForm form, int first, int last)
    {
        var token = text[first];
        var common = form.Words.Length == 1 && (context.Lexicon.Class(token.Word) & WordClass.CommonName) != WordClass.None;
        var sites = Sites(context, text);
        var near = form.People.Where(person => sites.Count == 0 ? false : AtSite(context, text, person)).ToList();
        if (common && near.Count == 0)
        {
            // "fleur" is a flower unless it is written as a name, and not because it opens a sentence.
            var opens = first == 0 || text[first - 1].Kind == TokenKind.SentenceEnd;
            if (!token.Capital || (opens && (first + 1 >= text.Count || text[first + 1].Kind == TokenKind.Word && (context.Lexicon.Class(text[first + 1].Word) & (WordClass.You | WordClass.Be | WordClass.You1)) == WordClass.None)))
            {
                return null;
            }
        }

        if (near.Count == 1)
        {
            return new PersonMatch(first, last, near[0].Id, "name with site");
        }

        // A place that is not theirs rules them out, unless the name is complete.
        if (sites.Count > 0 && near.Count == 0 && !form.Complete)
        {
            return new PersonMatch(first, last, null, "name at another site");
        }

        if (form.People.Count == 1)
        {
            return new PersonMatch(first, last, form.People[0].Id, form.Complete ? "full name" : "name");
        }

        var byRole = form.People.Where(person => HasRole(context, text, person)).ToList();
        return byRole.Count == 1
            ? new PersonMatch(first, last, byRole[0].Id, "name with role")
            : new PersonMatch(first, last, null, "several entries fit");
    }

    private static List<int> Sites(PhaseContext context, TokenizedText text)
    {
        var sites = new List<int>();
        for (var index = 0; index < text.Count; index++)
        {
            // A city, or the site of somebody in the register; a lower-case word may be a common one ("tours", "pau").
            if (text[index].Kind == TokenKind.Word && ((context.Lexicon.Class(text[index].Word) & WordClass.City) != WordClass.None ? text[index].Capital || IsPlace(text, index) : context.Register.AtSite(text.Raw(text[index])).Count > 0))
            {
                sites.Add(index);
            }
        }

        return sites;
    }

    private static bool IsPlace(TokenizedText text, int index) =>
        index > 0 && text.Raw(text[index - 1]) is "a" or "de" or "d" or "in" or "at" or "from" or "the" or "(" or "sur";

    private static bool AtSite(PhaseContext context, TokenizedText text, RegisterPerson person)
    {
        for (var index = 0; index < text.Count; index++)
        {
            if (text[index].Kind == TokenKind.Word && context.Register.AtSite(text.Raw(text[index])).Contains(person))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasRole(PhaseContext context, TokenizedText text, RegisterPerson person)
    {
        var role = context.Register.RoleWords(person);
        for (var index = 0; index < text.Count; index++)
        {
            if (text[index].Kind == TokenKind.Word && text[index].End - text[index].Start > 1 && role.Contains(RegisterSnapshot.Stem(text.Raw(text[index]).ToString()), StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A role with a site, when exactly one entry fits: "la réceptionniste de Cannes".</summary>
    private static void AddRoleAtSite(PhaseContext context, List<PersonMatch> matches)
    {
        var text = context.Text;
        for (var index = 0; index < text.Count; index++)
        {
            if ((context.Class(index) & WordClass.Role) == WordClass.None)
            {
                continue;
            }

            var stem = RegisterSnapshot.Stem(text.Raw(text[index]).ToString());
            for (var at = Math.Max(0, index - 8); at < Math.Min(text.Count, index + 9); at++)
            {
                if (text[at].Kind != TokenKind.Word)
                {
                    continue;
                }

                var fits = context.Register.AtSite(text.Raw(text[at])).Where(person => context.Register.RoleWords(person).Contains(stem, StringComparer.Ordinal)).Distinct().ToList();
                if (fits.Count == 1)
                {
                    matches.Add(new PersonMatch(index, index, fits[0].Id, "role with site"));
                    return;
                }
            }
        }
    }

    /// <summary>The author's own name, or a name that closes the message on its own after a line break.</summary>
    private static bool IsSignature(PhaseContext context, TokenizedText text, int first, NameForm form)
    {
        if (context.Mention.Author is { Length: > 0 } author && RegisterSnapshot.Words(author) is var words && form.Words.All(word => words.Contains(word, StringComparer.Ordinal)))
        {
            return true;
        }

        var last = first + form.Words.Length - 1;
        while (last + 1 < text.Count && (text[last + 1].Kind is TokenKind.SentenceEnd or TokenKind.Pause || (text[last + 1].Capital && text[last + 1].Kind == TokenKind.Word)))
        {
            last++;
        }

        return last + 1 >= text.Count && first > 0 && ((text[first - 1].Kind == TokenKind.SentenceEnd && text.Raw(text[first - 1]).Contains('\n')) || (context.Class(first - 1) & WordClass.Polite) != WordClass.None || (first > 1 && text[first - 1].Kind == TokenKind.Pause && (context.Class(first - 2) & WordClass.Polite) != WordClass.None));
    }

    /// <summary>Who wrote the parent: another customer, the brand, and by whose hand.</summary>
    private static (bool Signed, string? Signer, bool Outsider) Parent(PhaseContext context)
    {
        if (context.Parent is not { Count: > 0 } parent)
        {
            return (false, null, false);
        }

        var people = Find(context, parent, signature: true).Where(match => match.First <= 2 || match.Last >= parent.Count - 8).ToList();
        if (people.Count > 0)
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
