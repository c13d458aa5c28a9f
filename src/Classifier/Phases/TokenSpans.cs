using Vigie.Classifier.Text;

namespace Vigie.Classifier.Phases;

/// <summary>Questions to a run of tokens.</summary>
internal static class TokenSpans
{
    /// <summary>Whether one of them is of a kind.</summary>
    public static bool ContainsKind(this ReadOnlySpan<Token> tokens, TokenKind kind)
    {
        foreach (ref readonly var token in tokens)
        {
            if (token.Kind == kind)
            {
                return true;
            }
        }

        return false;
    }
}
