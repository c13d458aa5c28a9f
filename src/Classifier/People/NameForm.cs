namespace Vigie.Classifier.People;

/// <summary>One way of writing a person: folded words and the entries that share it.</summary>
internal sealed class NameForm(string[] words, bool complete)
{
    public string[] Words { get; } = words;

    /// <summary>First name and surname, a title and a surname, or a handle: decides by itself.</summary>
    public bool Complete { get; } = complete;

    public List<RegisterPerson> People { get; } = [];
}
