namespace Vigie.Classifier.Lexicons;

/// <summary>Forms of French words by rule, on folded spelling. A form that does not exist does no harm: nobody writes it.</summary>
internal static class FrenchInflection
{
    /// <summary>Masculine, feminine and their plurals.</summary>
    public static IEnumerable<string> Noun(string lemma)
    {
        yield return lemma;
        yield return Plural(lemma);
        foreach (var feminine in Feminine(lemma))
        {
            yield return feminine;
            yield return Plural(feminine);
        }
    }

    /// <summary>The plural.</summary>
    public static string Plural(string word) => word switch
    {
        _ when word.EndsWith('s') || word.EndsWith('x') || word.EndsWith('z') => word,
        _ when word.EndsWith("al", StringComparison.Ordinal) => word[..^2] + "aux",
        _ when word.EndsWith("eau", StringComparison.Ordinal) || word.EndsWith("eu", StringComparison.Ordinal) => word + "x",
        _ => word + "s",
    };

    /// <summary>Infinitive, participles, present, imperfect, future, conditional and subjunctive.</summary>
    public static IEnumerable<string> Verb(string infinitive)
    {
        yield return infinitive;
        if (infinitive.Length < 4)
        {
            yield break;
        }

        var stem = infinitive[..^2];
        if (infinitive.EndsWith("er", StringComparison.Ordinal))
        {
            // -ger and -cer soften before a and o (folded spelling has no cedilla).
            var soft = stem.EndsWith('g') ? stem + "e" : stem;
            foreach (var ending in (string[])["e", "es", "ez", "ent", "ee", "ees", "eons", "ions", "iez", "erai", "eras", "era", "erons", "erez", "eront", "erais", "erait", "eriez", "eraient"])
            {
                yield return stem + ending;
            }

            foreach (var ending in (string[])["ons", "ais", "ait", "aient", "ant", "a"])
            {
                yield return soft + ending;
            }

            if (stem.EndsWith("oy", StringComparison.Ordinal) || stem.EndsWith("uy", StringComparison.Ordinal) || stem.EndsWith("ay", StringComparison.Ordinal))
            {
                foreach (var ending in (string[])["ie", "ies", "ient", "ierai", "ieras", "iera", "ierez", "ieront"])
                {
                    yield return stem[..^1] + ending;
                }
            }
        }
        else if (infinitive.EndsWith("ir", StringComparison.Ordinal))
        {
            foreach (var ending in (string[])["i", "is", "it", "issons", "issez", "issent", "isse", "issant", "issait", "issais", "issaient", "irai", "iras", "ira", "irez", "iront", "irait", "irais", "ie", "ies", "iez"])
            {
                yield return stem + ending;
            }
        }
        else if (infinitive.EndsWith("re", StringComparison.Ordinal))
        {
            foreach (var ending in (string[])["s", "", "ons", "ez", "ent", "e", "es", "u", "ue", "us", "ues", "ait", "ais", "aient", "ant", "rai", "ras", "ra", "rez", "ront", "rait", "rais"])
            {
                yield return stem + ending;
            }
        }
    }

    private static IEnumerable<string> Feminine(string lemma)
    {
        if (lemma.EndsWith('e'))
        {
            yield break;
        }

        if (lemma.EndsWith("eur", StringComparison.Ordinal))
        {
            yield return lemma[..^1] + "se";
            if (lemma.EndsWith("teur", StringComparison.Ordinal))
            {
                yield return lemma[..^3] + "rice";
            }
        }
        else if (lemma.EndsWith("eux", StringComparison.Ordinal) || lemma.EndsWith("oux", StringComparison.Ordinal))
        {
            yield return lemma[..^1] + "se";
        }
        else if (lemma.EndsWith('f'))
        {
            yield return lemma[..^1] + "ve";
        }
        else if (lemma.EndsWith("el", StringComparison.Ordinal) || lemma.EndsWith("en", StringComparison.Ordinal) || lemma.EndsWith("on", StringComparison.Ordinal)
            || lemma.EndsWith("et", StringComparison.Ordinal) || lemma.EndsWith("ot", StringComparison.Ordinal) || lemma.EndsWith("ul", StringComparison.Ordinal) || lemma.EndsWith("os", StringComparison.Ordinal))
        {
            yield return lemma + lemma[^1] + "e";
            yield return lemma + "e";
        }
        else if (lemma.EndsWith("eau", StringComparison.Ordinal))
        {
            yield return lemma[..^3] + "elle";
        }
        else if (lemma.EndsWith("ard", StringComparison.Ordinal))
        {
            yield return lemma + "e";
            yield return lemma[..^3] + "asse";
        }
        else
        {
            yield return lemma + "e";
        }
    }
}
