using Vigie.Classifier.Phases;

namespace Vigie.Classifier;

/// <summary>THE ordered list of phases. Adding one is a file in Phases/ and a line here.</summary>
internal static class PhaseList
{
    /// <summary>All phases, in the order in which they run.</summary>
    public static IReadOnlyList<IPhase> All() =>
    [
        new LanguagePhase(), // First: later rules and thresholds may depend on the language.
        new LexiconPhase(), // One linear pass over all words and expressions; the phases below only interpret its matches.
        new QuotationPhase(), // Before any judging: what others said and what the author says of themselves must not count.
        new PeoplePhase(), // Who of the register is named or signed the parent; references need it.
        new ReferencePhase(), // Whom each pronoun, role and name points at; every aimed category needs it.
        new InvectivePhase(), // Insult, hate and sexual words: single words that count only when aimed at people.
        new ExpressionPhase(), // Threats, pile-ons, sexual and hateful expressions: whole expressions that carry their meaning.
        new BlackmailPhase(), // After expressions: joins a demand and a publication that each alone are harmless.
        new DoxxingPhase(), // Joins an exposing cue and a phone, a plate, an address.
        new DefamationPhase(), // Dishonouring facts count only when said of one identifiable person.
        new TargetPhase(), // All abuse is known: the gravest target and the one person attacked.
        new IntentPhase(), // Independent of abuse, but a pure attack is "other", so after it.
        new SeverityPhase(), // Last: severity and score sum up everything above.
    ];
}
