namespace Vigie.Classifier.Phases;

/// <summary>Finds every word and expression of the lexicons in one pass. Judges nothing: "merde" is found in "service de merde" too.</summary>
internal sealed class LexiconPhase : LocalPhase
{
    public override string Name => "lexicon";

    public override PhaseResult Run(PhaseContext context) => new() { Matches = context.Lexicon.Find(context.Text, context.Budget) };
}
