using Vigie.Classifier.Lexicons;
using Vigie.Classifier.Text;

namespace Vigie.Classifier.Phases;

/// <summary>French, English or undetermined, by stop words and accents; the platform's claim only decides a draw. Catches "pas reçu mon colis" (fr); must not guess for "👍👍" or "" (und).</summary>
internal sealed class LanguagePhase : LocalPhase
{
    public override string Name => "language";

    public override PhaseResult Run(PhaseContext context)
    {
        var french = 0;
        var english = 0;
        var words = 0;
        foreach (ref readonly var token in context.Text.Tokens)
        {
            if (token.Kind != TokenKind.Word)
            {
                continue;
            }

            words++;
            var known = context.Lexicon.Class(token.Word);
            french += (known & WordClass.FrenchStop) != WordClass.None ? 2 : (known & (WordClass.You1 | WordClass.Me)) != WordClass.None ? 1 : 0;
            english += (known & WordClass.EnglishStop) != WordClass.None ? 2 : 0;
        }

        if (words == 0)
        {
            return new PhaseResult { Language = "und" };
        }

        foreach (var character in context.Mention.Text)
        {
            french += character is 'é' or 'è' or 'ê' or 'à' or 'ç' or 'ù' or 'œ' or 'û' or 'ô' ? 2 : 0;
        }

        var claim = context.Mention.Language ?? "";
        return new PhaseResult
        {
            Language = french > english ? "fr" : english > french ? "en" : claim.StartsWith("fr", StringComparison.OrdinalIgnoreCase) ? "fr" : claim.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "und",
        };
    }
}
