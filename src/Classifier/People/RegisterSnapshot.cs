using Vigie.Classifier.Lexicons;
using Vigie.Classifier.Text;
using Vigie.Storage.Entities;

namespace Vigie.Classifier.People;

/// <summary>The register as it stood at one moment, indexed by folded words: the cost of a look-up does not grow with the number of people.</summary>
public sealed class RegisterSnapshot
{
    // Shorter names sound like too many words.
    private const int ShortestSound = 5;
    private const int LongestSound = 24;

    // Shared: an empty list for every word of every text would cost a kilobyte a message.
    private static readonly List<NameForm> NoForms = [];
    private static readonly List<RegisterPerson> NoPeople = [];
    private readonly Dictionary<string, List<NameForm>> _byFirstWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NameForm>>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Dictionary<string, List<NameForm>> _bySound = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RegisterPerson> _handles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RegisterPerson>.AlternateLookup<ReadOnlySpan<char>> _handleLookup;
    private readonly Dictionary<string, List<RegisterPerson>> _sites = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RegisterPerson>>.AlternateLookup<ReadOnlySpan<char>> _siteLookup;
    private readonly Dictionary<RegisterPerson, string[]> _roles = [];

    /// <summary>A snapshot of people.</summary>
    public RegisterSnapshot(IEnumerable<RegisterPerson> people)
    {
        // Order of the file must change nothing.
        People = [.. people.OrderBy(person => person.Id, StringComparer.Ordinal)];
        _lookup = _byFirstWord.GetAlternateLookup<ReadOnlySpan<char>>();
        _handleLookup = _handles.GetAlternateLookup<ReadOnlySpan<char>>();
        _siteLookup = _sites.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var person in People)
        {
            Index(person);
        }
    }

    /// <summary>A snapshot of the stored register.</summary>
    public RegisterSnapshot(IEnumerable<RegisterEntry> entries)
        : this(entries.Select(entry => new RegisterPerson(entry.Id, entry.Names, entry.Aliases, entry.Role, entry.Site, entry.Handles)))
    {
    }

    /// <summary>A register of nobody.</summary>
    public static RegisterSnapshot Empty { get; } = new(Array.Empty<RegisterPerson>());

    /// <summary>The people, ordered by id.</summary>
    public IReadOnlyList<RegisterPerson> People { get; }

    /// <summary>Reads a register file (a JSON array).</summary>
    /// <exception cref="InvalidDataException">The file is wrong; the message is one sentence with the position.</exception>
    public static RegisterSnapshot FromJson(string json) => new(RegisterFile.Read(json));

    internal IReadOnlyList<NameForm> FormsBeginning(ReadOnlySpan<char> word) => _lookup.TryGetValue(word, out var forms) ? forms : NoForms;

    /// <summary>Forms of one word that sound like a word: "Sandryne" for Sandrine.</summary>
    internal IReadOnlyList<NameForm> FormsSoundingLike(ReadOnlySpan<char> word)
    {
        if (word.Length is < ShortestSound or > LongestSound)
        {
            return NoForms;
        }

        Span<char> sound = stackalloc char[LongestSound];
        return _bySound.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(sound[..Sound(word, sound)], out var forms) ? forms : NoForms;
    }

    internal RegisterPerson? ByHandle(ReadOnlySpan<char> handle) => _handleLookup.TryGetValue(handle, out var person) ? person : null;

    internal IReadOnlyList<RegisterPerson> AtSite(ReadOnlySpan<char> word) => _siteLookup.TryGetValue(word, out var people) ? people : NoPeople;

    internal string[] RoleWords(RegisterPerson person) => _roles[person];

    internal static string Fold(string text) => NormalizedText.Of(text).Folded.ToString();

    internal static string[] Words(string text)
    {
        var tokens = Lexicon.Default.Tokenize(text);
        var words = new List<string>();
        for (var index = 0; index < tokens.Count; index++)
        {
            if (tokens[index].Kind is TokenKind.Word)
            {
                words.Add(tokens.Raw(tokens[index]).ToString());
            }
        }

        return [.. words];
    }

    private void Index(RegisterPerson person)
    {
        foreach (var name in person.Names)
        {
            var words = Words(name);
            Add(words, person, words.Length > 1);
            if (words.Length > 1)
            {
                // "Karim" and "Benali" each point at Karim Benali, if at nobody else; a compound first name stays together ("Jean-Marc").
                var given = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                Add(Words(given[0]), person, false);
                Add(Words(string.Join(' ', given[1..])), person, false);
            }
        }

        foreach (var alias in person.Aliases)
        {
            var words = Words(alias);
            Add(words, person, words.Length > 1 && words.Any(word => word.Length == 1) is false);
        }

        foreach (var handle in person.Handles)
        {
            _handles.TryAdd(Fold(handle).TrimStart('@'), person);
        }

        if (person.Site is { } site)
        {
            foreach (var word in Words(site).Where(word => word.Length > 2))
            {
                if (!_sites.TryGetValue(word, out var people))
                {
                    _sites.Add(word, people = []);
                }

                people.Add(person);
            }
        }

        _roles.Add(person, [.. Words(person.Role ?? "").Where(word => word.Length > 3 || word is "sav" or "cm").Select(Stem)]);
    }

    /// <summary>Writes a rough key of how a word sounds: y as i, z as s, k and q as c, no h, no doubled letter.</summary>
    private static int Sound(ReadOnlySpan<char> word, Span<char> sound)
    {
        var count = 0;
        foreach (var character in word)
        {
            var letter = character switch { 'y' => 'i', 'z' => 's', 'k' or 'q' => 'c', _ => character };
            if (letter != 'h' && (count == 0 || sound[count - 1] != letter))
            {
                sound[count++] = letter;
            }
        }

        return count;
    }

    /// <summary>Masculine, feminine and plural of a role word share their beginning.</summary>
    internal static string Stem(string word) => word[..Math.Min(word.Length, Math.Max(5, word.Length - 4))];

    private void Add(string[] words, RegisterPerson person, bool complete)
    {
        // A part of a name that is a small word ("Un", "Le") would match everywhere.
        if (words.Length == 0 || (words.Length == 1 && (words[0].Length < 2 || (Lexicon.Default.Class(Lexicon.Default.Number(words[0])) & (WordClass.FrenchStop | WordClass.EnglishStop | WordClass.Determiner)) != WordClass.None && (Lexicon.Default.Class(Lexicon.Default.Number(words[0])) & WordClass.CommonName) == WordClass.None)))
        {
            return;
        }

        if (!_byFirstWord.TryGetValue(words[0], out var forms))
        {
            _byFirstWord.Add(words[0], forms = []);
        }

        var form = forms.Find(other => other.Words.SequenceEqual(words));
        if (form is null)
        {
            form = new NameForm(words, complete);
            forms.Add(form);
            if (words.Length == 1 && words[0].Length is >= ShortestSound and <= LongestSound)
            {
                Span<char> sound = stackalloc char[LongestSound];
                var key = sound[..Sound(words[0], sound)].ToString();
                if (!_bySound.TryGetValue(key, out var alike))
                {
                    _bySound.Add(key, alike = []);
                }

                alike.Add(form);
            }
            forms.Sort((one, other) => other.Words.Length.CompareTo(one.Words.Length));
        }

        if (!form.People.Contains(person))
        {
            form.People.Add(person);
        }
    }
}
