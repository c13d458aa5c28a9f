using Vigie.Storage.Entities;

namespace Vigie.Classifier.Judging;

/// <summary>A judgement as the rows that keep it.</summary>
internal sealed record JudgedMention(Verdict Verdict, IReadOnlyList<Evidence> Evidence)
{
    private const int LongestRule = 200;

    public static JudgedMention Of(Guid mentionId, Judgement judgement, string ruleset, DateTimeOffset now)
    {
        var verdict = new Verdict
        {
            Id = Guid.CreateVersion7(now),
            MentionId = mentionId,
            Ruleset = ruleset,
            Flagged = judgement.Flagged,
            Score = judgement.Score,
            Severity = judgement.Severity,
            Abuse = [.. judgement.Abuse.Select(abuse => abuse.Category)],
            Target = judgement.Target,
            Person = judgement.Person,
            Mentioned = judgement.Mentioned,
            Intent = judgement.Intent,
            Language = judgement.Language,
            Incomplete = judgement.Incomplete,
            JudgedAt = now,
        };
        return new JudgedMention(verdict, [.. judgement.Why.Select((reason, ordinal) => EvidenceOf(verdict.Id, ordinal, reason))]);
    }

    private static Evidence EvidenceOf(Guid verdictId, int ordinal, Reason reason) => new()
    {
        VerdictId = verdictId,
        Ordinal = ordinal,
        Phase = reason.Phase,
        Rule = reason.Rule.Length > LongestRule ? reason.Rule[..LongestRule] : reason.Rule,
        Category = reason.Category,
        SpanStart = reason.Span?.Start,
        SpanEnd = reason.Span?.End,
        Weight = reason.Weight,
    };
}
