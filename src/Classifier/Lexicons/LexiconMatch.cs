namespace Vigie.Classifier.Lexicons;

/// <summary>An entry found in a text.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="First">First token.</param>
/// <param name="Last">Last token.</param>
internal readonly record struct LexiconMatch(LexiconEntry Entry, int First, int Last);
