namespace Vigie.UnitTests.Collector.Feeds;

/// <summary>What Python's operators mean for the few types that the cases use: null, bool, long, string, list, <see cref="PythonDictionary"/>.</summary>
internal static class PythonValue
{
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool truth => truth,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        IReadOnlyList<object?> list => list.Count > 0,
        PythonDictionary dictionary => dictionary.Count > 0,
        _ => true,
    };

    public static bool AreEqual(object? one, object? other) => (one, other) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (bool a, long b) => (a ? 1 : 0) == b,
        (long a, bool b) => a == (b ? 1 : 0),
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
        (PythonDictionary a, PythonDictionary b) => a.IsEqualTo(b),
        _ => one.Equals(other),
    };

    public static bool Contains(object? container, object? item) => container switch
    {
        string text => text.Contains((string)item!, StringComparison.Ordinal),
        IReadOnlyList<object?> list => list.Any(value => AreEqual(value, item)),
        PythonDictionary dictionary => dictionary.Find((string)item!, out _),
        _ => throw new PythonFailure("in"),
    };

    public static object? Item(object? container, object? key) => container switch
    {
        PythonDictionary dictionary => dictionary.Find((string)key!, out var value) ? value : throw new PythonFailure($"no key {key}"),
        IReadOnlyList<object?> list when key is long at && at < list.Count => list[(int)(at < 0 ? list.Count + at : at)],
        string text when key is long at && at < text.Length => text[(int)at].ToString(),
        _ => throw new PythonFailure($"no item {key}"),
    };
}
