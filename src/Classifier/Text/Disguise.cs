namespace Vigie.Classifier.Text;

/// <summary>Takes the disguise off a word: leetspeak, stretched letters.</summary>
internal static class Disguise
{
    /// <summary>Letters for digits and symbols, only in words that hold letters; null when there is nothing to undo.</summary>
    public static string? Leet(ReadOnlySpan<char> word, char one)
    {
        var letters = 0;
        var signs = 0;
        foreach (var character in word)
        {
            if (char.IsAsciiLetter(character))
            {
                letters++;
            }
            else if (Letter(character, one) != character)
            {
                signs++;
            }
        }

        // "2x3h" or "4g" are no words: letters must outnumber signs.
        return signs == 0 || letters <= signs ? null : string.Create(word.Length, (Word: word.ToString(), one), static (target, state) =>
        {
            for (var index = 0; index < target.Length; index++)
            {
                target[index] = Letter(state.Word[index], state.one);
            }
        });
    }

    /// <summary>Every run of a letter cut to one.</summary>
    public static string Squeeze(ReadOnlySpan<char> word)
    {
        Span<char> target = word.Length <= 128 ? stackalloc char[word.Length] : new char[word.Length];
        var count = 0;
        foreach (var character in word)
        {
            if (count == 0 || target[count - 1] != character)
            {
                target[count++] = character;
            }
        }

        return new string(target[..count]);
    }

    /// <summary>Whether a letter stands three times or more in a row.</summary>
    public static bool IsStretched(ReadOnlySpan<char> word)
    {
        for (var index = 2; index < word.Length; index++)
        {
            if (word[index] == word[index - 1] && word[index] == word[index - 2])
            {
                return true;
            }
        }

        return false;
    }

    private static char Letter(char character, char one) => character switch
    {
        '4' or '@' => 'a',
        '3' or '€' => 'e',
        '1' or '!' => one,
        '0' => 'o',
        '5' or '$' => 's',
        '7' => 't',
        '8' => 'b',
        '9' => 'g',
        _ => character,
    };
}
