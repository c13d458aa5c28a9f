using Vigie.Classifier.Lexicons;
using Vigie.Classifier.Text;

namespace Vigie.Classifier.Phases;

/// <summary>
/// Sets aside what somebody else said and what the author says of themselves: "il m'a traitée de conne", lines after "&gt;", « … » after a reporting verb,
/// "je suis trop con". Must not set aside « conseillère » in ironical quotation marks, nor "vous êtes des cons" after a quoted line.
/// </summary>
internal sealed class QuotationPhase : LocalPhase
{
    // How far an expression such as "m'a traité de" reaches.
    private const int Reach = 8;

    public override string Name => "quotation";

    public override PhaseResult Run(PhaseContext context)
    {
        var text = context.Text;
        if (text.Count == 0)
        {
            return PhaseResult.Nothing;
        }

        bool[]? excluded = null;
        List<Reason>? reasons = null;
        Lines(text, ref excluded);
        Marks(context, ref excluded);
        foreach (var match in context.Matches)
        {
            if (match.Entry.Topic is not (Topic.Quote or Topic.Self))
            {
                continue;
            }

            excluded ??= new bool[text.Count];
            (reasons ??= []).Add(new Reason(Name, match.Entry.Id, null, text.Span(match.First, match.Last), 0));
            for (var at = match.First; at < text.Count && at <= match.Last + Reach; at++)
            {
                // What comes back to the reader ends the report: "il m'a dit non, vous êtes des nuls".
                if (at > match.Last && (text[at].Kind == TokenKind.SentenceEnd || (context.Class(at) & (WordClass.You | WordClass.You1 | WordClass.Your)) != WordClass.None))
                {
                    break;
                }

                excluded[at] = true;
            }
        }

        return new PhaseResult { Excluded = excluded, Reasons = reasons };
    }

    /// <summary>Lines that begin with "&gt;", as mail programs quote.</summary>
    private static void Lines(TokenizedText text, ref bool[]? excluded)
    {
        var quoted = false;
        for (var index = 0; index < text.Count; index++)
        {
            var before = index == 0 ? default : text[index - 1];
            if (index == 0 || (before.Kind == TokenKind.SentenceEnd && text.Raw(before).Contains('\n')))
            {
                quoted = text.Raw(text[index])[0] == '>';
            }

            if (quoted)
            {
                (excluded ??= new bool[text.Count])[index] = true;
            }

        }
    }

    /// <summary>What stands in quotation marks when somebody else is said to have said it.</summary>
    private static void Marks(PhaseContext context, ref bool[]? excluded)
    {
        var text = context.Text;
        var open = -1;
        for (var index = 0; index < text.Count; index++)
        {
            if (text[index].Kind != TokenKind.Pause)
            {
                continue;
            }

            var mark = text.Raw(text[index])[0];
            if (open < 0 ? mark is '«' or '“' or '"' : mark is '»' or '”' or '"')
            {
                if (open < 0)
                {
                    open = index;
                    continue;
                }

                if (Reported(context, open, index))
                {
                    Array.Fill(excluded ??= new bool[text.Count], true, open, index - open + 1);
                }

                open = -1;
            }
        }
    }

    private static bool Reported(PhaseContext context, int open, int close)
    {
        // One or two words in marks are irony; a whole phrase is somebody's speech.
        if (close - open > 4)
        {
            return true;
        }

        for (var index = Math.Max(0, open - 8); index < open; index++)
        {
            if ((context.Class(index) & WordClass.Report) != WordClass.None)
            {
                return true;
            }
        }

        return false;
    }
}
