namespace Vigie.UnitTests.Collector.Feeds;

/// <summary>A dictionary with feedparser's second names for the same thing.</summary>
internal sealed class PythonDictionary
{
    private static readonly Dictionary<string, string[]> Aliases = new(StringComparer.Ordinal)
    {
        ["guid"] = ["id"], ["date"] = ["updated"], ["date_parsed"] = ["updated_parsed"], ["description"] = ["summary", "subtitle"],
        ["description_detail"] = ["summary_detail", "subtitle_detail"], ["url"] = ["href"], ["modified"] = ["updated"], ["modified_parsed"] = ["updated_parsed"],
        ["issued"] = ["published"], ["issued_parsed"] = ["published_parsed"], ["copyright"] = ["rights"], ["copyright_detail"] = ["rights_detail"],
        ["tagline"] = ["subtitle"], ["tagline_detail"] = ["subtitle_detail"], ["updated"] = ["published"], ["updated_parsed"] = ["published_parsed"],
    };

    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public int Count => _values.Count;

    public object? this[string key]
    {
        get => Find(key, out var value) ? value : null;
        set => _values[key] = value;
    }

    public bool Find(string key, out object? value)
    {
        if (_values.TryGetValue(key, out value))
            return true;
        foreach (var alias in Aliases.GetValueOrDefault(key, []))
        {
            if (_values.TryGetValue(alias, out value))
                return true;
        }

        return false;
    }

    /// <summary>Adds a value that is there; what a feed does not say has no key.</summary>
    public PythonDictionary With(string key, object? value)
    {
        if (value is not null)
            _values[key] = value;
        return this;
    }

    /// <summary>Adds a value that may be None.</summary>
    public PythonDictionary WithNone(string key, object? value)
    {
        _values[key] = value;
        return this;
    }

    public bool IsEqualTo(PythonDictionary other) =>
        Count == other.Count && _values.All(pair => other._values.TryGetValue(pair.Key, out var value) && PythonValue.AreEqual(pair.Value, value));
}
