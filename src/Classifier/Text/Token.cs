namespace Vigie.Classifier.Text;

/// <summary>A token: a range of folded characters and what the vocabulary knows of it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">First folded character.</param>
/// <param name="End">After the last folded character.</param>
/// <param name="Word">Number in the vocabulary, 0 when unknown.</param>
/// <param name="Sentence">Number of its sentence.</param>
/// <param name="Capital">The original begins with a capital letter.</param>
/// <param name="Disguised">It wore a disguise (leetspeak, spacing, stretching); the text knows the clear word.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, int Word, int Sentence, bool Capital, bool Disguised);
