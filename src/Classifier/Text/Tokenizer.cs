namespace Vigie.Classifier.Text;

/// <summary>Cuts a folded text into tokens in one pass and puts spelled-out words ("c o n n a r d", "s.a.n.d.r.i.n.e") together again.</summary>
internal sealed class Tokenizer(Func<ReadOnlySpan<char>, int> vocabulary, Func<string, int> squeezedVocabulary, Func<string, int> maskedVocabulary)
{
    // Fewer single letters in a row are initials or French small words ("il y a", "l'a").
    private const int SpelledWithSpaces = 4;
    private const int SpelledWithDots = 3;
    private const int LongestWord = 64;

    /// <summary>The tokens of a text.</summary>
    public TokenizedText Tokenize(NormalizedText normalized)
    {
        var folded = normalized.Folded;
        var tokens = new TokenBuffer(folded.Length);
        var sentence = 0;
        var index = 0;
        while (index < folded.Length)
        {
            var character = folded[index];
            if (char.IsAsciiLetterLower(character) || char.IsLetterOrDigit(character))
            {
                index = Word(normalized, tokens, index, sentence);
            }
            else if (character == '@' && index + 1 < folded.Length && IsHandle(folded[index + 1]))
            {
                var end = index + 1;
                while (end < folded.Length && (IsHandle(folded[end]) || (folded[end] == '.' && end + 1 < folded.Length && IsHandle(folded[end + 1]))))
                {
                    end++;
                }

                tokens.Add(new Token(TokenKind.Handle, index, end, 0, sentence, false, false));
                index = end;
            }
            else if (char.IsHighSurrogate(character) && index + 1 < folded.Length)
            {
                tokens.Add(new Token(TokenKind.Emoji, index, index + 2, vocabulary(folded.Slice(index, 2)), sentence, false, false));
                index += 2;
            }
            else if (character is '.' or '!' or '?' or '\n' or '…')
            {
                // Several marks in a row end one sentence; "!" and "?" are told apart by the first.
                var end = index + 1;
                while (end < folded.Length && folded[end] is '.' or '!' or '?' or '\n')
                {
                    end++;
                }

                tokens.Add(new Token(TokenKind.SentenceEnd, index, end, 0, sentence++, false, false));
                index = end;
            }
            else if (char.IsWhiteSpace(character) || character is '\'' or '-' or '#' or '_' or '*')
            {
                index++;
            }
            else
            {
                var kind = char.IsPunctuation(character) ? TokenKind.Pause : TokenKind.Emoji;
                tokens.Add(new Token(kind, index, index + 1, vocabulary(folded.Slice(index, 1)), sentence, false, false));
                index++;
            }
        }

        Respell(normalized, tokens);
        return tokens.ToText(normalized);
    }

    private int Word(NormalizedText normalized, TokenBuffer tokens, int start, int sentence)
    {
        var folded = normalized.Folded;
        if (StartsLink(folded[start..]))
        {
            var stop = start;
            while (stop < folded.Length && !char.IsWhiteSpace(folded[stop]))
            {
                stop++;
            }

            tokens.Add(new Token(TokenKind.Link, start, stop, 0, sentence, false, false));
            return stop;
        }

        var end = start;
        var digits = 0;
        var signs = 0;
        while (end < folded.Length)
        {
            var character = folded[end];
            if (char.IsLetter(character))
            {
                end++;
            }
            else if (char.IsDigit(character))
            {
                digits++;
                end++;
            }
            else if (character is '@' or '$' or '*' && end + 1 < folded.Length && (char.IsLetter(folded[end + 1]) || folded[end + 1] == character || folded[end + 1] == '*'))
            {
                if (character == '@' && AddressEnd(folded, end) is var stop and > 0)
                {
                    tokens.Add(new Token(TokenKind.Address, start, stop, 0, sentence, false, false));
                    return stop;
                }

                signs++;
                end++;
            }
            else
            {
                break;
            }
        }

        var word = folded[start..end];
        if (digits == word.Length)
        {
            tokens.Add(new Token(TokenKind.Number, start, end, 0, sentence, false, false));
            return end;
        }

        var capital = char.IsUpper(normalized.Original[normalized.OriginalStart(start)]);
        var (number, clear) = word.Length > LongestWord ? (0, null) : Recognise(word, digits + signs > 0);
        tokens.Add(new Token(TokenKind.Word, start, end, number, sentence, capital, clear is not null));
        if (clear is not null)
        {
            tokens.Clear(start, clear);
        }

        return end;
    }

    private (int Number, string? Clear) Recognise(ReadOnlySpan<char> word, bool disguised)
    {
        var number = vocabulary(word);
        if (number != 0)
        {
            return (number, null);
        }

        string? clear = null;
        if (disguised)
        {
            if (word.Contains('*'))
            {
                return (maskedVocabulary(word.ToString()), null);
            }

            clear = Disguise.Leet(word, 'i');
            if (clear is not null)
            {
                number = vocabulary(clear);
                if (number == 0 && word.ContainsAny('1', '!') && Disguise.Leet(word, 'l') is { } other && vocabulary(other) is var second and > 0)
                {
                    return (second, other);
                }

                if (number != 0)
                {
                    return (number, clear);
                }
            }
        }

        var plain = clear is null ? word : clear;
        if (Disguise.IsStretched(plain))
        {
            clear = Disguise.Squeeze(plain);
            number = squeezedVocabulary(clear);
        }

        return (number, clear);
    }

    /// <summary>Joins runs of single letters into the word they spell.</summary>
    private void Respell(NormalizedText normalized, TokenBuffer tokens)
    {
        var folded = normalized.Folded;
        var index = 0;
        var kept = 0;
        while (index < tokens.Count)
        {
            var (last, letters, enough) = Run(folded, tokens, index);
            if (!enough)
            {
                var stop = Math.Max(last, index + 1);
                while (index < stop)
                {
                    tokens[kept++] = tokens[index++];
                }

                continue;
            }

            var spelled = new char[letters];
            var count = 0;
            for (var at = index; at < last; at++)
            {
                if (tokens[at].Kind is TokenKind.Word or TokenKind.Number)
                {
                    spelled[count++] = folded[tokens[at].Start];
                }
            }

            var (number, clear) = count > LongestWord ? (0, null) : Recognise(spelled, true);
            var first = tokens[index];
            tokens[kept++] = new Token(TokenKind.Word, first.Start, tokens[last - 1].End, number, first.Sentence, first.Capital, true);
            tokens.Clear(first.Start, clear ?? new string(spelled));
            index = last;
        }

        tokens.Count = kept;
    }

    /// <summary>The run of single letters that begins at a token: where it ends, how many letters, and whether it spells a word.</summary>
    private static (int Last, int Letters, bool Enough) Run(ReadOnlySpan<char> folded, TokenBuffer tokens, int first)
    {
        var last = first;
        var letters = 0;
        var digits = 0;
        var dotted = true;
        while (last < tokens.Count)
        {
            var token = tokens[last];
            if (token.Kind is TokenKind.Word or TokenKind.Number && token.End - token.Start == 1)
            {
                dotted &= letters == 0 || !char.IsWhiteSpace(folded[token.Start - 1]);
                letters++;
                digits += token.Kind == TokenKind.Number ? 1 : 0;
                last++;
            }
            else if (letters > 0 && token.End - token.Start == 1 && folded[token.Start] is '.' or '/' or '|' or ','
                && last + 1 < tokens.Count && tokens[last + 1].Start == token.End && tokens[last + 1].End - tokens[last + 1].Start == 1)
            {
                last++;
            }
            else
            {
                break;
            }
        }

        return (last, letters, digits * 2 < letters && letters >= (dotted ? SpelledWithDots : SpelledWithSpaces));
    }

    private static bool IsHandle(char character) => char.IsLetterOrDigit(character) || character == '_';

    private static bool StartsLink(ReadOnlySpan<char> text) =>
        text[0] is 'h' or 'w' && (text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("www.", StringComparison.Ordinal));

    private static int AddressEnd(ReadOnlySpan<char> folded, int at)
    {
        var end = at + 1;
        var dot = false;
        while (end < folded.Length && (char.IsLetterOrDigit(folded[end]) || folded[end] == '-' || (folded[end] == '.' && end + 1 < folded.Length && char.IsLetter(folded[end + 1]))))
        {
            dot |= folded[end] == '.';
            end++;
        }

        return dot ? end : 0;
    }
}
