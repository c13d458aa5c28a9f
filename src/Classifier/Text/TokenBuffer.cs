using System.Buffers;

namespace Vigie.Classifier.Text;

/// <summary>Collects tokens in a pooled array; the text gets one of the right size.</summary>
internal sealed class TokenBuffer(int characters)
{
    private Token[] _tokens = ArrayPool<Token>.Shared.Rent((characters / 4) + 8);
    private Dictionary<int, string>? _clear;

    public int Count { get; set; }

    public ref Token this[int index] => ref _tokens[index];

    public void Add(in Token token)
    {
        if (Count == _tokens.Length)
        {
            var larger = ArrayPool<Token>.Shared.Rent(Count * 2);
            _tokens.AsSpan(0, Count).CopyTo(larger);
            ArrayPool<Token>.Shared.Return(_tokens);
            _tokens = larger;
        }

        _tokens[Count++] = token;
    }

    /// <summary>What a disguised word that begins at a folded character reads.</summary>
    public void Clear(int start, string clear) => (_clear ??= [])[start] = clear;

    /// <summary>The text of these tokens; the buffer must not be used any more.</summary>
    public TokenizedText ToText(NormalizedText normalized)
    {
        var tokens = _tokens.AsSpan(0, Count).ToArray();
        ArrayPool<Token>.Shared.Return(_tokens);
        _tokens = [];
        return new TokenizedText(normalized, tokens, _clear);
    }
}
