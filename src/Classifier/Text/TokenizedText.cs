using System.Runtime.InteropServices;

namespace Vigie.Classifier.Text;

/// <summary>The tokens of a text.</summary>
internal sealed class TokenizedText(NormalizedText normalized, List<Token> tokens)
{
    /// <summary>The folded text with its way back.</summary>
    public NormalizedText Normalized { get; } = normalized;

    /// <summary>Number of tokens.</summary>
    public int Count => tokens.Count;

    /// <summary>The tokens in order.</summary>
    public ReadOnlySpan<Token> Tokens => CollectionsMarshal.AsSpan(tokens);

    /// <summary>A token.</summary>
    public ref readonly Token this[int index] => ref Tokens[index];

    /// <summary>The folded word without its disguise.</summary>
    public ReadOnlySpan<char> Word(in Token token) => token.Clear is { } clear ? clear : Normalized.Folded[token.Start..token.End];

    /// <summary>The folded characters as they stand.</summary>
    public ReadOnlySpan<char> Raw(in Token token) => Normalized.Folded[token.Start..token.End];

    /// <summary>Place in the original of the tokens from one to another, both included.</summary>
    public TextSpan Span(int first, int last) => Normalized.ToOriginal(this[first].Start, this[last].End);
}
