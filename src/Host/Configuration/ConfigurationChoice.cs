namespace Vigie.Host.Configuration;

/// <summary>Named entries whose options class depends on one of their keys: a source by its platform, a receiver by its channel.</summary>
/// <param name="Section">Section of the entries.</param>
/// <param name="Key">Key that chooses.</param>
/// <param name="Types">Options class by the word of that key.</param>
internal sealed record ConfigurationChoice(string Section, string Key, IReadOnlyDictionary<string, Type> Types);
