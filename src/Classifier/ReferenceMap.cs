using Vigie.Classifier.Text;
using Vigie.Core.Mentions;

namespace Vigie.Classifier;

/// <summary>The references of a text in the order of its tokens; every question is answered by halving, never by a walk over all of them.</summary>
internal sealed class ReferenceMap
{
    private readonly TokenizedText? _text;
    private readonly List<Reference> _all;
    private List<Reference>? _people;

    /// <summary>A map of references in the order of their tokens.</summary>
    public ReferenceMap(TokenizedText? text, List<Reference> all)
    {
        _text = text;
        _all = all;
        foreach (var reference in all)
        {
            FirstPerson ??= reference.Person is not null ? reference : null;
            FirstEmployee ??= reference is { Kind: TargetKind.Employee, Strong: true } ? reference : null;
        }
    }

    /// <summary>A text that points at nothing.</summary>
    public static ReferenceMap Empty { get; } = new(null, []);

    /// <summary>Number of references.</summary>
    public int Count => _all.Count;

    /// <summary>The first that points at one entry of the register.</summary>
    public Reference? FirstPerson { get; }

    /// <summary>The first that points at one member of staff by name, role or address.</summary>
    public Reference? FirstEmployee { get; }

    /// <summary>A reference by its place in the order.</summary>
    public Reference this[int index] => _all[index];

    /// <summary>Place of the first reference at or after a token.</summary>
    public int From(int token)
    {
        var (low, high) = (0, _all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_all[middle].Token < token)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The reference at a token.</summary>
    public Reference? At(int token) => From(token) is var index && index < _all.Count && _all[index].Token == token ? _all[index] : null;

    /// <summary>The last person clearly spoken of up to a sentence, then the first after it.</summary>
    public Reference? Around(int sentence)
    {
        if (_people is null)
        {
            _people = [];
            foreach (var reference in _all)
            {
                if (reference is { Kind: <= TargetKind.Person, Strong: true })
                {
                    _people.Add(reference);
                }
            }
        }

        if (_people.Count == 0)
        {
            return null;
        }

        var (low, high) = (0, _people.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_text![_people[middle].Token].Sentence <= sentence) // A map with references has a text.
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return _people[Math.Max(0, low - 1)];
    }
}
