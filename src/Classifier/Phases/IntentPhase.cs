using Vigie.Classifier.Lexicons;
using Vigie.Classifier.Text;
using Vigie.Core.Mentions;

namespace Vigie.Classifier.Phases;

/// <summary>Complaint, question, praise or other. "Mon colis est perdu et Sandrine est une conne" is still a complaint; "connards" is other.</summary>
internal sealed class IntentPhase : LocalPhase
{
    public override string Name => "intent";

    public override PhaseResult Run(PhaseContext context)
    {
        var complaints = 0;
        var questions = 0;
        var praise = 0;
        foreach (var match in context.Matches)
        {
            complaints += match.Entry.Topic is Topic.Complaint ? 2 : match.Entry.Topic is Topic.Rough or Topic.Legal ? 1 : 0;
            questions += match.Entry.Topic == Topic.Question ? 1 : 0;
            praise += match.Entry.Topic == Topic.Praise ? 2 : 0;
        }

        foreach (ref readonly var token in context.Text.Tokens)
        {
            questions += token.Kind == TokenKind.SentenceEnd && context.Text.Raw(token).Contains('?') ? 3 : 0;
        }

        var abusive = context.Findings.Count > 0;
        var intent = abusive ? (complaints >= 4 ? Intent.Complaint : Intent.Other)
            : praise > complaints && praise >= questions ? Intent.Praise
            : complaints >= 2 && complaints >= questions - 2 ? Intent.Complaint
            : questions >= 3 ? Intent.Question
            : complaints > 0 ? Intent.Complaint : Intent.Other;
        return new PhaseResult { Intent = intent };
    }
}
