using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Vigie.Core.Handovers;
using Vigie.Storage;
using Vigie.Storage.Sweeping;

namespace Vigie.Collector.Intake;

/// <summary>
/// Drops text, author, link and conversation of mentions that were judged and not flagged, once their time is over: what nobody needs is not kept
/// (GDPR, article 5(1)(e)). The row stays with its external ids, for the counts and so that the post is known when it is read again. What waits for
/// its judgement, and what could not be judged completely, is kept until a human has looked. Old webhook ids go as well.
/// </summary>
internal sealed class UnflaggedTextSweep(IDbContextFactory<MonitorDb> databases, CollectorMetrics metrics, IOptions<CollectorOptions> options, TimeProvider time) : ISweep
{
    private static readonly TimeSpan ReceiptsKept = TimeSpan.FromDays(2);

    public string Name => "unflagged-text";

    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var before = time.GetUtcNow() - options.Value.Intake.DropUnflaggedAfter;
        var dropped = await db.Mentions
            .Where(mention => mention.CollectedAt < before && mention.Text != null
                && !db.Handovers.Any(waiting => waiting.MentionId == mention.Id && waiting.Stage == HandoverStage.Classify)
                && !db.Verdicts.Any(verdict => verdict.MentionId == mention.Id && (verdict.Flagged || verdict.Incomplete)))
            .ExecuteUpdateAsync(
                set => set.SetProperty(mention => mention.Text, (string?)null)
                    .SetProperty(mention => mention.AuthorId, (string?)null)
                    .SetProperty(mention => mention.AuthorName, (string?)null)
                    .SetProperty(mention => mention.AuthorHandle, (string?)null)
                    .SetProperty(mention => mention.Permalink, (string?)null)
                    .SetProperty(mention => mention.ConversationId, (string?)null),
                cancellationToken);
        metrics.TextsDropped(dropped);

        // A webhook older than its tolerance is refused anyway; its id is of no more use.
        var oldReceipts = time.GetUtcNow() - ReceiptsKept;
        await db.InboundReceipts.Where(receipt => receipt.ReceivedAt < oldReceipts).ExecuteDeleteAsync(cancellationToken);
        return dropped;
    }
}
