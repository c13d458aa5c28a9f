namespace Vigie.Classifier.Text;

/// <summary>The tokens of a text.</summary>
internal sealed class TokenizedText(NormalizedText normalized, Token[] tokens, Dictionary<int, string>? clear)
{
    /// <summary>The folded text with its way back.</summary>
    public NormalizedText Normalized { get; } = normalized;

    /// <summary>Number of tokens.</summary>
    public int Count => tokens.Length;

    /// <summary>The tokens in order.</summary>
    public ReadOnlySpan<Token> Tokens => tokens;

    /// <summary>A token.</summary>
    public ref readonly Token this[int index] => ref tokens[index];

    /// <summary>The folded word without its disguise.</summary>
    public ReadOnlySpan<char> Word(in Token token) => token.Disguised && clear is not null ? clear[token.Start] : Normalized.Folded[token.Start..token.End];

    /// <summary>The folded characters as they stand.</summary>
    public ReadOnlySpan<char> Raw(in Token token) => Normalized.Folded[token.Start..token.End];

    /// <summary>Place in the original of the tokens from one to another, both included.</summary>
    public TextSpan Span(int first, int last) => Normalized.ToOriginal(this[first].Start, this[last].End);
}
