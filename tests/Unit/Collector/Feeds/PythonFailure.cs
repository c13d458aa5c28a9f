namespace Vigie.UnitTests.Collector.Feeds;

/// <summary>The expression raises in Python: a missing key, an index out of range, a name nobody knows.</summary>
internal sealed class PythonFailure(string message) : Exception(message);
