using Microsoft.EntityFrameworkCore;
using Vigie.Core.Handovers;
using Vigie.Storage;

namespace Vigie.Classifier.Judging;

/// <summary>Loads a batch from the shelf, with the posts that it answers: two queries, however many mentions.</summary>
internal static class WaitingMentions
{
    public static async Task<IReadOnlyList<WaitingMention>> LoadAsync(MonitorDb db, IReadOnlyList<Guid> mentionIds, CancellationToken cancellationToken)
    {
        var waiting = await db.Handovers.AsNoTracking()
            .Where(row => row.Stage == HandoverStage.Classify && mentionIds.Contains(row.MentionId))
            .Join(db.Mentions, row => row.MentionId, mention => mention.Id, (_, mention) => mention)
            .Select(mention => new WaitingMention(mention.Id, mention.Source, mention.Text ?? string.Empty, mention.Language, mention.AuthorName, mention.InReplyTo))
            .ToListAsync(cancellationToken);
        var replies = waiting.FindAll(mention => mention.InReplyTo is not null);
        if (replies.Count == 0)
            return waiting;

        var parents = await ParentsAsync(db, replies, cancellationToken);
        return waiting.ConvertAll(mention =>
            mention.InReplyTo is { } parent ? mention with { Parent = parents.GetValueOrDefault((mention.Source, parent)) } : mention);
    }

    private static async Task<Dictionary<(string Source, string ExternalId), string>> ParentsAsync(
        MonitorDb db, List<WaitingMention> replies, CancellationToken cancellationToken)
    {
        var sources = replies.Select(mention => mention.Source).Distinct(StringComparer.Ordinal).ToList();
        var ids = replies.Select(mention => mention.InReplyTo!).Distinct(StringComparer.Ordinal).ToList();
        var rows = await db.Mentions.AsNoTracking()
            .Where(mention => sources.Contains(mention.Source) && ids.Contains(mention.ExternalId) && mention.Text != null)
            .Select(mention => new { mention.Source, mention.ExternalId, mention.Version, mention.Text })
            .ToListAsync(cancellationToken);
        return rows
            .GroupBy(row => (row.Source, row.ExternalId))
            .ToDictionary(group => group.Key, group => group.MaxBy(row => row.Version)!.Text!);
    }
}
