namespace Vigie.Classifier.Lexicons;

/// <summary>What an entry says of the severity beyond its category.</summary>
internal enum Gravity : byte
{
    Plain,

    /// <summary>Obscene, dehumanising or a wish of death.</summary>
    Gross,

    /// <summary>Insistence of one author, without a call on others to join.</summary>
    Insistence,
}
