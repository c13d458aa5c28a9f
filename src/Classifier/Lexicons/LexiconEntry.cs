namespace Vigie.Classifier.Lexicons;

/// <summary>A word or an expression of a lexicon.</summary>
/// <param name="Id">Stable id: language, topic, lemma.</param>
/// <param name="Topic">What it speaks for.</param>
/// <param name="Strength">How strong when said of a person, 0 to 1.</param>
/// <param name="Aim">What must be true before it counts.</param>
/// <param name="Gravity">What it says of the severity beyond its category.</param>
/// <param name="Thing">Also said of things.</param>
/// <param name="AlsoHate">An invective noun that is a slur too.</param>
internal sealed record LexiconEntry(string Id, Topic Topic, float Strength, Aim Aim, Gravity Gravity, bool Thing, bool AlsoHate);
