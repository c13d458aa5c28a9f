using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Vigie.Classifier.Text;

/// <summary>Folds one character: case, accents, compatibility forms and look-alikes of other scripts.</summary>
internal static class CharacterFolding
{
    /// <summary>The character leaves no trace (zero-width, combining mark).</summary>
    public const char Dropped = '\0';

    /// <summary>The character becomes several: ask <see cref="Expansion"/>.</summary>
    public const char Expands = '\u0001';

    // Mathematical letters and digits of the supplementary plane.
    private const int MathematicalFirst = 0x1D400;
    private const int MathematicalLast = 0x1D7FF;

    // Only these blocks hold compatibility forms or accents worth folding; normalising all of the plane would cost start-up time.
    private static readonly (int First, int Last)[] Decomposed =
        [(0x80, 0x24F), (0x370, 0x52F), (0x1E00, 0x1FFF), (0x2010, 0x218F), (0x2460, 0x24FF), (0xFB00, 0xFB06), (0xFF01, 0xFFEE)];

    private static readonly Dictionary<char, char> LookAlikes = new()
    {
        // Cyrillic
        ['а'] = 'a', ['в'] = 'b', ['с'] = 'c', ['е'] = 'e', ['ё'] = 'e', ['һ'] = 'h', ['і'] = 'i', ['ї'] = 'i', ['ј'] = 'j', ['к'] = 'k', ['м'] = 'm',
        ['н'] = 'h', ['о'] = 'o', ['р'] = 'p', ['ѕ'] = 's', ['т'] = 't', ['у'] = 'y', ['х'] = 'x', ['ԁ'] = 'd', ['ԛ'] = 'q', ['ԝ'] = 'w',
        // Greek
        ['α'] = 'a', ['β'] = 'b', ['ε'] = 'e', ['η'] = 'n', ['ι'] = 'i', ['κ'] = 'k', ['ν'] = 'v', ['ο'] = 'o', ['ρ'] = 'p', ['τ'] = 't', ['υ'] = 'u', ['χ'] = 'x', ['γ'] = 'y',
        // Latin letters that do not decompose
        ['ø'] = 'o', ['đ'] = 'd', ['ł'] = 'l', ['ı'] = 'i', ['ħ'] = 'h', ['ŧ'] = 't', ['ɑ'] = 'a', ['ɡ'] = 'g', ['ɩ'] = 'i',
        // Apostrophes
        ['’'] = '\'', ['‘'] = '\'', ['ʼ'] = '\'', ['´'] = '\'', ['`'] = '\'', ['′'] = '\'',
        // Hyphens
        ['‐'] = '-', ['‑'] = '-',
    };

    private static readonly Dictionary<char, string> Expansions = new() { ['œ'] = "oe", ['Œ'] = "oe", ['æ'] = "ae", ['Æ'] = "ae", ['ß'] = "ss", ['ẞ'] = "ss" };
    private static readonly FrozenDictionary<char, string> FrozenExpansions;
    private static readonly char[] Table;
    private static readonly char[] Mathematical;

    static CharacterFolding()
    {
        Table = BuildTable();
        Mathematical = BuildMathematical();
        FrozenExpansions = Expansions.ToFrozenDictionary();
    }

    /// <summary>What a character of the basic plane becomes.</summary>
    public static char Fold(char character) => Table[character];

    /// <summary>The several characters that one becomes.</summary>
    public static string Expansion(char character) => FrozenExpansions[character];

    /// <summary>What a character of a supplementary plane becomes; <see cref="Dropped"/> when it stays as it is.</summary>
    public static char FoldSupplementary(int codePoint) => codePoint switch
    {
        >= MathematicalFirst and <= MathematicalLast => Mathematical[codePoint - MathematicalFirst],
        >= 0x1F130 and <= 0x1F149 => (char)('a' + codePoint - 0x1F130),
        >= 0x1F150 and <= 0x1F169 => (char)('a' + codePoint - 0x1F150),
        >= 0x1F170 and <= 0x1F189 => (char)('a' + codePoint - 0x1F170),
        _ => Dropped,
    };

    private static char[] BuildTable()
    {
        var table = new char[char.MaxValue + 1];
        for (var code = 0; code < table.Length; code++)
        {
            table[code] = Simple((char)code);
        }

        foreach (var (first, last) in Decomposed)
        {
            for (var code = first; code <= last; code++)
            {
                table[code] = Decompose((char)code, table[code]);
            }
        }

        foreach (var special in Expansions.Keys)
        {
            table[special] = Expands;
        }

        return table;
    }

    private static char Simple(char character)
    {
        if (LookAlikes.TryGetValue(character, out var same))
        {
            return same;
        }

        if (character is '\n' or '\u2028' or '\u2029')
        {
            return '\n';
        }

        if (character == '\r')
        {
            return Dropped;
        }

        // U+3164 and U+115F draw nothing and are letters by category.
        if (character is '\u3164' or '\u115F')
        {
            return Dropped;
        }

        if (char.IsWhiteSpace(character) || char.IsControl(character))
        {
            return ' ';
        }

        return CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            ? Dropped
            : LowerLookAlike(character);
    }

    private static char Decompose(char character, char simple)
    {
        if (simple == Dropped || char.IsWhiteSpace(simple) || LookAlikes.ContainsKey(character) || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.OtherNotAssigned)
        {
            return simple;
        }

        var parts = character.ToString().Normalize(NormalizationForm.FormKD).Where(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark).Select(LowerLookAlike).ToArray();
        if (parts.Length == 0)
        {
            return simple;
        }

        if (parts.Length == 1)
        {
            return parts[0];
        }

        Expansions[character] = new string(parts);
        return Expands;
    }

    private static char LowerLookAlike(char character)
    {
        var lower = char.ToLowerInvariant(character);
        return LookAlikes.GetValueOrDefault(lower, lower);
    }

    private static char[] BuildMathematical()
    {
        var table = new char[MathematicalLast - MathematicalFirst + 1];
        for (var code = MathematicalFirst; code <= MathematicalLast; code++)
        {
            var folded = char.ConvertFromUtf32(code).Normalize(NormalizationForm.FormKD);
            table[code - MathematicalFirst] = folded.Length == 1 ? LowerLookAlike(folded[0]) : Dropped;
        }

        return table;
    }
}
