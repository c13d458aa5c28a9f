using System.Text;

namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>Puts the elements of either reader into a tree, with a stack and limits: depth costs no call stack.</summary>
internal sealed class FeedTreeBuilder(Uri? from, string? language)
{
    private readonly List<FeedElement> _open = [];
    private readonly StringBuilder _text = new();
    private int _count;

    /// <summary>The document: its children are the root and what stands beside it.</summary>
    public FeedElement Document { get; } = new(string.Empty, string.Empty, []) { Base = from, Language = language };

    /// <summary>True when a limit was passed; the tree is then of no use.</summary>
    public bool IsOverLimit { get; private set; }

    public int Depth => _open.Count;

    private FeedElement Current => _open.Count == 0 ? Document : _open[^1];

    public void Open(string name, string tag, string namespaceName, IReadOnlyList<KeyValuePair<string, string>> attributes)
    {
        FlushText();
        if (_open.Count >= FeedLimits.Depth || ++_count > FeedLimits.Elements)
        {
            IsOverLimit = true;
            return;
        }

        var parent = Current;
        var element = new FeedElement(name, tag, attributes) { Namespace = namespaceName, Base = parent.Base, Language = parent.Language };
        if (element.Attribute("xml:base") is { } moved)
            element = element with { Base = FeedAddress.Rebase(parent.Base, moved) };
        if (element.Attribute("xml:lang") is { } said)
            element = element with { Language = Tag(said) };
        parent.Children.Add(element);
        _open.Add(element);
    }

    public void Text(string text) => _text.Append(text);

    public void Close()
    {
        FlushText();
        if (_open.Count > 0)
            _open.RemoveAt(_open.Count - 1);
    }

    /// <summary>Closes the innermost open element of that name and all within it; an end tag that opens nowhere closes nothing.</summary>
    public void CloseNearest(string name)
    {
        var at = _open.FindLastIndex(element => string.Equals(element.Name, name, StringComparison.Ordinal));
        if (at < 0)
            return;
        FlushText();
        _open.RemoveRange(at, _open.Count - at);
    }

    /// <summary>Call at the end of the document: a text that nothing closed still counts.</summary>
    public void Finish() => FlushText();

    /// <summary>BCP 47 writes a hyphen; many feeds an underscore. Empty means "no language".</summary>
    public static string? Tag(string? language) => string.IsNullOrWhiteSpace(language) ? null : language.Trim().Replace('_', '-');

    private void FlushText()
    {
        if (_text.Length == 0)
            return;
        Current.Children.Add(_text.ToString());
        _text.Clear();
    }
}
