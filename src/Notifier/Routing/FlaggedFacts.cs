using Microsoft.EntityFrameworkCore;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.Notifier.Routing;

/// <summary>Reads what routing may know of mentions: one question for a batch, and never the columns with text or author.</summary>
internal static class FlaggedFacts
{
    public static async Task<Dictionary<Guid, (RoutedMention Mention, bool Flagged)>> ReadAsync(
        MonitorDb db, IReadOnlyCollection<Guid> mentionIds, CancellationToken cancellationToken)
    {
        var ids = mentionIds.ToList();
        var judged = await (
            from mention in db.Mentions
            join verdict in db.Verdicts on mention.Id equals verdict.MentionId
            where ids.Contains(mention.Id)
            select new { mention.Id, mention.Source, mention.ExternalId, mention.ConversationId, Verdict = verdict })
            .AsNoTracking()
            .ToListAsync(cancellationToken);

        // A mention judged again under a newer ruleset has several verdicts; the last one counts.
        return judged
            .GroupBy(row => row.Id)
            .Select(rows => rows.OrderBy(row => row.Verdict.JudgedAt).ThenBy(row => row.Verdict.Id).Last())
            .ToDictionary(row => row.Id, row => (Mention(row.Id, row.Source, row.ConversationId ?? row.ExternalId, row.Verdict), row.Verdict.Flagged || row.Verdict.Incomplete));
    }

    private static RoutedMention Mention(Guid id, string source, string conversation, Verdict verdict) =>
        new(id, source, conversation, verdict.Severity, verdict.Abuse, verdict.Target, verdict.Person, verdict.Incomplete);
}
