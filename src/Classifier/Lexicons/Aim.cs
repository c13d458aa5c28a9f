namespace Vigie.Classifier.Lexicons;

/// <summary>What must be true of a word before it counts as abuse.</summary>
internal enum Aim : byte
{
    /// <summary>Abuse by itself unless it is aimed at a thing, at the author, or quoted.</summary>
    Alone,

    /// <summary>Abuse when a person stands in its sentence.</summary>
    Aimed,

    /// <summary>Abuse only when said of a person in so many words ("vous êtes des …", "espèce de …").</summary>
    Said,

    /// <summary>A whole expression that carries its meaning with it.</summary>
    Phrase,

    /// <summary>Needs a named person, a role or a pronoun that stands for one.</summary>
    Person,
}
