using Vigie.Classifier.Lexicons;
using Vigie.Classifier.Text;

namespace Vigie.Classifier.People;

/// <summary>What stands around the names of a text and decides between entries: places, roles, the closing signature. Read once for all names, so that a text of nothing but names stays linear.</summary>
internal sealed class Surroundings
{
    private readonly PhaseContext _context;
    private readonly TokenizedText _text;
    private List<IReadOnlyList<RegisterPerson>>? _sites;
    private readonly string[]? _author;
    private readonly int _closing;
    private HashSet<string>? _stems;

    public Surroundings(PhaseContext context, TokenizedText text)
    {
        _context = context;
        _text = text;
        _author = context.Mention.Author is { Length: > 0 } author ? RegisterSnapshot.Words(author) : null;
        for (var index = 0; index < text.Count; index++)
        {
            context.Budget.Spend(index);
            if (text[index].Kind != TokenKind.Word)
            {
                continue;
            }

            var people = context.Register.AtSite(text.Raw(text[index]));
            if (people.Count > 0 && !(_sites ??= []).Contains(people))
            {
                _sites.Add(people); // As many at most as the register has sites.
            }

            // A lower-case city may be a common word ("tours", "pau").
            var city = (context.Lexicon.Class(text[index].Word) & WordClass.City) != WordClass.None;
            NamesSite |= city ? text[index].Capital || IsPlace(text, index) : people.Count > 0;
        }

        if (!NamesSite)
        {
            _sites = null;
        }

        _closing = text.Count;
        while (_closing > 0 && (text[_closing - 1].Kind is TokenKind.SentenceEnd or TokenKind.Pause || (text[_closing - 1].Capital && text[_closing - 1].Kind == TokenKind.Word)))
        {
            _closing--;
        }
    }

    /// <summary>The text names a city or the site of an entry.</summary>
    public bool NamesSite { get; }

    /// <summary>The text names the site of this person.</summary>
    public bool NamesSiteOf(RegisterPerson person) => _sites is not null && _sites.Exists(site => site.Contains(person));

    /// <summary>The text names the role of this person.</summary>
    public bool NamesRoleOf(RegisterPerson person)
    {
        _stems ??= Stems();
        foreach (var role in _context.Register.RoleWords(person))
        {
            if (_stems.Contains(role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"fleur" is a flower unless it is written as a name, and not because it opens a sentence.</summary>
    public bool IsCommonWord(int index)
    {
        if ((_context.Lexicon.Class(_text[index].Word) & WordClass.CommonName) == WordClass.None)
        {
            return false;
        }

        var opens = index == 0 || _text[index - 1].Kind == TokenKind.SentenceEnd;
        return !_text[index].Capital || (opens && (index + 1 >= _text.Count || (_text[index + 1].Kind == TokenKind.Word && (Class(index + 1) & (WordClass.You | WordClass.Be | WordClass.You1)) == WordClass.None)));
    }

    /// <summary>The author's own name, or a name that closes the message on its own after a line break or a greeting.</summary>
    public bool IsSignature(int first, int last, NameForm form)
    {
        if (_author is not null && form.Words.All(word => _author.Contains(word, StringComparer.Ordinal)))
        {
            return true;
        }

        return last + 1 >= _closing && first > 0
            && ((_text[first - 1].Kind == TokenKind.SentenceEnd && _text.Raw(_text[first - 1]).Contains('\n')) || IsPolite(first - 1) || (first > 1 && _text[first - 1].Kind == TokenKind.Pause && IsPolite(first - 2)));
    }

    private static bool IsPlace(TokenizedText text, int index) =>
        index > 0 && text.Raw(text[index - 1]) is "a" or "de" or "d" or "in" or "at" or "from" or "the" or "(" or "sur";

    private bool IsPolite(int index) => (Class(index) & WordClass.Polite) != WordClass.None;

    private WordClass Class(int index) => _context.Lexicon.Class(_text[index].Word);

    private HashSet<string> Stems()
    {
        var stems = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < _text.Count; index++)
        {
            ref readonly var token = ref _text[index];
            if (token.Kind == TokenKind.Word && token.End - token.Start is > 1 and <= 40)
            {
                stems.Add(RegisterSnapshot.Stem(_text.Raw(token).ToString()));
            }
        }

        return stems;
    }
}
