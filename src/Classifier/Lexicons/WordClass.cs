namespace Vigie.Classifier.Lexicons;

/// <summary>What a word is, for the rules of the phases. The names are those of the <c>[set …]</c> headings of the lexicon files.</summary>
[Flags]
internal enum WordClass : ulong
{
    None = 0,

    /// <summary>tu, te, ton; thou of a reply.</summary>
    You1 = 1UL << 0,

    /// <summary>vous, votre; English you, your.</summary>
    You = 1UL << 1,
    Me = 1UL << 2,
    He = 1UL << 3,
    They = 1UL << 4,
    Your = 1UL << 5,

    /// <summary>One member of staff by role.</summary>
    Role = 1UL << 6,

    /// <summary>Several members of staff.</summary>
    Team = 1UL << 7,

    /// <summary>Somebody outside the brand.</summary>
    Outsider = 1UL << 8,

    /// <summary>A protected group.</summary>
    Group = 1UL << 9,
    Thing = 1UL << 10,
    Brand = 1UL << 11,
    Be = 1UL << 12,
    Determiner = 1UL << 13,
    Intensifier = 1UL << 14,
    Negation = 1UL << 15,
    Report = 1UL << 16,

    /// <summary>espèce de, bande de, tas de.</summary>
    Vocative = 1UL << 17,
    FrenchStop = 1UL << 18,
    EnglishStop = 1UL << 19,
    CommonName = 1UL << 20,
    Title = 1UL << 21,
    City = 1UL << 22,
    Money = 1UL << 23,
    Of = 1UL << 24,
    Pack = 1UL << 25,
    Steal = 1UL << 26,
    Polite = 1UL << 27,
}
