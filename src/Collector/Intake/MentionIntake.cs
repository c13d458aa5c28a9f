using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Vigie.Collector.Sources;
using Vigie.Core.Contracts;
using Vigie.Core.Handovers;
using Vigie.Core.Mentions;
using Vigie.Core.Sources;
using Vigie.Storage;
using Vigie.Storage.Entities;
using Vigie.Storage.Handovers;

namespace Vigie.Collector.Intake;

/// <summary>The only way in. One transaction: receipt, cursor, mentions, deletions, shelf of the classifier; then the bell.</summary>
internal sealed class MentionIntake(
    IDbContextFactory<MonitorDb> databases,
    StorageDialect dialect,
    HandoverShelf shelf,
    IBell bell,
    CollectorMetrics metrics,
    IOptions<CollectorOptions> options,
    TimeProvider time) : IMentionIntake
{
    private const int BellSize = 500;

    public async Task<IntakeResult> SaveAsync(IntakeRequest request, CancellationToken cancellationToken)
    {
        using var activity = CollectorMetrics.Activities.StartActivity("intake");
        IntakeResult result;
        try
        {
            result = await CommitAsync(request, cancellationToken);
        }
        catch (Exception exception) when (dialect.FaultOf(exception) is StorageFault.Unavailable or StorageFault.Full or StorageFault.NotMigrated)
        {
            result = Nothing(dialect.FaultOf(exception) == StorageFault.Full ? IntakeOutcome.StorageFull : IntakeOutcome.StorageUnavailable);
        }

        metrics.TakenIn(request.Source, result);
        foreach (var batch in result.NewMentions.Chunk(BellSize))
            await bell.RingAsync(new MentionsCollected(batch), cancellationToken);
        return result;
    }

    private static IntakeResult Nothing(IntakeOutcome outcome) => new(outcome, [], 0, 0, 0);

    private async Task<IntakeResult> CommitAsync(IntakeRequest request, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        if (request.WebhookId is { } webhookId && !await ReceiveAsync(db, request.Source, webhookId, cancellationToken))
            return Nothing(IntakeOutcome.AlreadyTaken);
        if (request.Cursor is { } cursor && !await MoveAsync(db, request.Source, cursor, cancellationToken))
            return Nothing(IntakeOutcome.CursorMoved);

        var drafts = request.Events.OfType<PostSeen>().Select(post => MentionDraft.Of(post, options.Value.Intake.MaxTextBytes)).ToList();
        var saved = await SaveNewAsync(db, request.Source, drafts, cancellationToken);
        var deletions = await SaveDeletionsAsync(db, request, cancellationToken);
        var inbound = saved.Where(mention => mention.Direction == Direction.Inbound).Select(mention => mention.Id).ToList();
        await shelf.PutAsync(db, HandoverStage.Classify, inbound, cancellationToken);
        if (saved.Count > 0)
            await MarkSourceAsync(db, request.Source, cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        return new IntakeResult(IntakeOutcome.Saved, inbound, drafts.Count - saved.Count, deletions, (request.Cursor?.ExpectedRevision ?? 0) + 1);
    }

    private async Task<bool> ReceiveAsync(MonitorDb db, string source, string webhookId, CancellationToken cancellationToken) =>
        await dialect.InsertNewRowsAsync(
            db, [new InboundReceipt { Source = source, WebhookId = ExternalIds.Fit(webhookId), ReceivedAt = time.GetUtcNow() }], cancellationToken) == 1;

    private async Task<bool> MoveAsync(MonitorDb db, string source, CursorMove move, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (move.ExpectedRevision == 0)
        {
            var row = new SourceCursor { Source = source, Stream = move.Stream, Value = move.Value, Revision = 1, MovedAt = now };
            return await dialect.InsertNewRowsAsync(db, [row], cancellationToken) == 1;
        }

        return await db.SourceCursors
            .Where(row => row.Source == source && row.Stream == move.Stream && row.Revision == move.ExpectedRevision)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Value, move.Value)
                    .SetProperty(row => row.Revision, row => row.Revision + 1)
                    .SetProperty(row => row.MovedAt, now),
                cancellationToken) == 1;
    }

    // Another process may save the same post between the question and the insert: the unique key decides, and what it left out is looked at again.
    private async Task<List<Mention>> SaveNewAsync(MonitorDb db, string source, List<MentionDraft> drafts, CancellationToken cancellationToken)
    {
        var saved = new List<Mention>();
        var open = drafts;
        while (open.Count > 0)
        {
            var planned = await PlanAsync(db, source, open, cancellationToken);
            var inserted = await dialect.InsertNewAsync(db, planned.ConvertAll(plan => plan.Mention), cancellationToken);
            saved.AddRange(planned.Select(plan => plan.Mention).Where(mention => inserted.Contains(mention.Id)));
            open = planned.Where(plan => !inserted.Contains(plan.Mention.Id)).Select(plan => plan.Draft).ToList();
        }

        return saved;
    }

    private async Task<List<(MentionDraft Draft, Mention Mention)>> PlanAsync(
        MonitorDb db, string source, List<MentionDraft> drafts, CancellationToken cancellationToken)
    {
        var ids = drafts.Select(draft => draft.ExternalId).Distinct(StringComparer.Ordinal).ToList();
        var known = await db.Mentions.AsNoTracking()
            .Where(mention => mention.Source == source && ids.Contains(mention.ExternalId))
            .Select(mention => new KnownVersion(mention.ExternalId, mention.Version, mention.ContentHash, mention.RevisedAt))
            .ToListAsync(cancellationToken);

        var versions = new MentionVersions(known);
        var planned = new List<(MentionDraft, Mention)>();
        foreach (var draft in drafts)
        {
            if (versions.NumberOf(draft.ExternalId, draft.ContentHash, draft.Post.RevisedAt) is not { } number)
                continue;
            var mention = draft.ToMention(source, number, time.GetUtcNow());
            versions.Remember(KnownVersion.Of(mention));
            planned.Add((draft, mention));
        }

        // Always in the same order: two processes with the same posts on pages in different order would wait for each other's unique keys.
        return [.. planned.OrderBy(plan => plan.Item2.ExternalId, StringComparer.Ordinal).ThenBy(plan => plan.Item2.Version)];
    }

    private async Task<int> SaveDeletionsAsync(MonitorDb db, IntakeRequest request, CancellationToken cancellationToken)
    {
        var rows = request.Events.OfType<PostDeleted>()
            .Select(deleted => new SourceDeletion
            {
                Source = request.Source,
                ExternalId = ExternalIds.Fit(deleted.ExternalId),
                ObservedAt = time.GetUtcNow(),
                RawHash = deleted.RawHash.ToArray(),
            })
            .DistinctBy(row => row.ExternalId)
            .ToList();
        return await dialect.InsertNewRowsAsync(db, rows, cancellationToken);
    }

    private async Task MarkSourceAsync(MonitorDb db, string source, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await db.Sources.Where(row => row.Name == source).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LastMentionAt, now)
                .SetProperty(row => row.LastSuccessAt, now)
                .SetProperty(row => row.Condition, SourceCondition.Healthy),
            cancellationToken);
    }
}
