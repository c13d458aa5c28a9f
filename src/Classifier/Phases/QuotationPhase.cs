using Vigie.Classifier.Lexicons;
using Vigie.Classifier.Text;

namespace Vigie.Classifier.Phases;

/// <summary>
/// Sets aside what somebody else said and what the author says of themselves: "il m'a traitée de conne", lines after "&gt;", « … »,
/// "je suis trop con". Must not set aside "vous êtes des cons" after a quoted line, nor a message that stands in marks altogether.
/// </summary>
internal sealed class QuotationPhase : LocalPhase
{
    // How far an expression such as "m'a traité de" reaches.
    private const int Reach = 8;

    // How near "votre" must stand to be part of what is reported.
    private const int Close = 2;

    // Longest run in single quotation marks; apostrophes far apart are none.
    private const int LongestSingle = 12;

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
                if (at > match.Last && (text[at].Kind == TokenKind.SentenceEnd || Addresses(context, at, match.Last)))
                {
                    break;
                }

                excluded[at] = true;
            }
        }

        return new PhaseResult { Excluded = excluded, Reasons = reasons };
    }

    // "traité votre vendeuse de …" still reports; "m'a dit non, vous êtes …" does not.
    private static bool Addresses(PhaseContext context, int at, int last)
    {
        var known = context.Class(at);
        return (known & (WordClass.You | WordClass.You1 | WordClass.Your)) != WordClass.None && ((known & WordClass.Your) == WordClass.None || at > last + Close);
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

    /// <summary>What stands in quotation marks is somebody else's word, unless the marks hold the whole message.</summary>
    private static void Marks(PhaseContext context, ref bool[]? excluded)
    {
        var text = context.Text;
        var open = -1;
        var single = -1;
        for (var index = 0; index < text.Count; index++)
        {
            context.Budget.Spend(index);
            if (single < 0 && OpensSingle(text, index))
            {
                single = index;
            }

            if (single >= 0 && index - single >= LongestSingle)
            {
                single = -1;
            }
            else if (single >= 0 && ClosesSingle(text, index))
            {
                Exclude(text, single, index, ref excluded);
                single = -1;
            }

            if (text[index].Kind != TokenKind.Pause)
            {
                continue;
            }

            var mark = text.Raw(text[index])[0];
            if (open < 0 && mark is '«' or '“' or '"')
            {
                open = index;
            }
            else if (open >= 0 && mark is '»' or '”' or '"')
            {
                Exclude(text, open, index, ref excluded);
                open = -1;
            }
        }
    }

    private static void Exclude(TokenizedText text, int open, int close, ref bool[]? excluded)
    {
        if (open > 1 || close < text.Count - 2)
        {
            Array.Fill(excluded ??= new bool[text.Count], true, open, close - open + 1);
        }
    }

    // 'fat lump': the mark touches the word inside and not the one outside.
    private static bool OpensSingle(TokenizedText text, int index)
    {
        var start = text[index].Start;
        return start > 1 && text.Normalized.Folded[start - 1] == '\'' && !char.IsLetterOrDigit(text.Normalized.Folded[start - 2]);
    }

    private static bool ClosesSingle(TokenizedText text, int index)
    {
        var end = text[index].End;
        return end < text.Normalized.Length && text.Normalized.Folded[end] == '\'' && (end + 1 >= text.Normalized.Length || !char.IsLetterOrDigit(text.Normalized.Folded[end + 1]));
    }
}
