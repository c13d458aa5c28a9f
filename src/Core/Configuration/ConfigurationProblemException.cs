namespace Vigie.Core.Configuration;

/// <summary>The configuration is wrong. The message is one sentence that names the key and says what was expected; it never quotes a secret.</summary>
/// <param name="sentence">The sentence.</param>
public sealed class ConfigurationProblemException(string sentence) : Exception(sentence);
