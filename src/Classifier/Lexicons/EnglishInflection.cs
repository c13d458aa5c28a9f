namespace Vigie.Classifier.Lexicons;

/// <summary>Forms of English words by rule.</summary>
internal static class EnglishInflection
{
    /// <summary>Singular and plural.</summary>
    public static IEnumerable<string> Noun(string lemma)
    {
        yield return lemma;
        yield return Plural(lemma);
    }

    /// <summary>The plural.</summary>
    public static string Plural(string word) => word switch
    {
        _ when word.EndsWith('s') || word.EndsWith('x') || word.EndsWith('z') || word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith("sh", StringComparison.Ordinal) => word + "es",
        _ when word.EndsWith('y') && word.Length > 2 && !"aeou".Contains(word[^2], StringComparison.Ordinal) => word[..^1] + "ies",
        _ => word + "s",
    };

    /// <summary>Infinitive, third person, past, participle.</summary>
    public static IEnumerable<string> Verb(string infinitive)
    {
        yield return infinitive;
        yield return Plural(infinitive);
        var stem = infinitive.EndsWith('e') ? infinitive[..^1] : infinitive;
        yield return stem + "ing";
        yield return stem + "in";
        yield return infinitive.EndsWith('y') && infinitive.Length > 2 && !"aeou".Contains(infinitive[^2], StringComparison.Ordinal) ? stem[..^1] + "ied" : stem + "ed";
        if (infinitive.Length > 2 && !"aeiouwxy".Contains(infinitive[^1], StringComparison.Ordinal) && "aeiou".Contains(infinitive[^2], StringComparison.Ordinal))
        {
            yield return infinitive + infinitive[^1] + "ing";
            yield return infinitive + infinitive[^1] + "ed";
        }
    }
}
