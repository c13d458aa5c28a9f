using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Vigie.Core.Contracts;
using Vigie.Core.Handovers;
using Vigie.Core.Telemetry;
using Vigie.Storage;
using Vigie.Storage.Handovers;

namespace Vigie.Classifier.Judging;

/// <summary>Judges a batch: loads what still waits, runs the phases, saves verdicts and evidence in one transaction, rings for the flagged ones.</summary>
internal sealed partial class MentionJudge(
    IDbContextFactory<MonitorDb> databases,
    StorageDialect dialect,
    HandoverShelf shelf,
    MentionClassifier classifier,
    RegisterCache register,
    IBell bell,
    ClassifierMetrics metrics,
    TimeProvider time,
    ILogger<MentionJudge> logger)
{
    public async Task JudgeAsync(IReadOnlyList<Guid> mentionIds, CancellationToken cancellationToken)
    {
        using var activity = ClassifierMetrics.Activities.StartActivity("judge");
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var waiting = await WaitingMentions.LoadAsync(db, mentionIds, cancellationToken);
            if (waiting.Count == 0)
                return;

            var (judged, unscored) = await JudgeAllAsync(waiting, await register.SnapshotAsync(cancellationToken), cancellationToken);
            var flagged = await SaveAsync(db, judged, cancellationToken);
            foreach (var group in unscored.GroupBy(failure => failure.Reason, StringComparer.Ordinal))
                await shelf.PutBackAsync(db, HandoverStage.Classify, [.. group.Select(failure => failure.MentionId)], group.Key, cancellationToken);
            if (flagged.Count > 0)
                await bell.RingAsync(new MentionsFlagged(flagged), cancellationToken);
        }
        catch (Exception exception) when (dialect.FaultOf(exception) is var fault && fault != StorageFault.None)
        {
            // Everything still waits on the shelf: the sweeper rings again.
            metrics.NotSaved(mentionIds.Count);
            Log.NotSaved(logger, mentionIds.Count, fault);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The edge of a consumer: beyond it the bus would log the exception with its message, which may quote a text. The batch still waits on the shelf.
            metrics.NotSaved(mentionIds.Count);
            Log.Failed(logger, mentionIds.Count, ExceptionTrace.Of(exception));
        }
    }

    private async Task<(List<JudgedMention> Judged, List<(Guid MentionId, string Reason)> Unscored)> JudgeAllAsync(
        IReadOnlyList<WaitingMention> waiting, People.RegisterSnapshot people, CancellationToken cancellationToken)
    {
        var judged = new List<JudgedMention>(waiting.Count);
        var unscored = new List<(Guid, string)>();
        foreach (var mention in waiting)
        {
            try
            {
                var began = time.GetTimestamp();
                var judgement = await classifier.ClassifyAsync(mention.ToText(), people, cancellationToken);
                metrics.Judged(judgement, classifier.Ruleset, time.GetElapsedTime(began));
                judged.Add(JudgedMention.Of(mention.Id, judgement, classifier.Ruleset, time.GetUtcNow()));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A mention that cannot be judged stays unscored: counted, alarmed, tried again; never passed, and never in the way of the others.
                metrics.Unscored();
                Log.Unscored(logger, mention.Id, exception.GetType().Name);
                unscored.Add((mention.Id, exception.GetType().Name));
            }
        }

        return (judged, unscored);
    }

    private async Task<IReadOnlyList<Guid>> SaveAsync(MonitorDb db, List<JudgedMention> judged, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Only what this transaction takes from the shelf is its to save: two processes with the same bell never save twice.
        var taken = await shelf.TakeAsync(db, HandoverStage.Classify, judged.ConvertAll(mention => mention.Verdict.MentionId), cancellationToken);
        var mine = judged.FindAll(mention => taken.Contains(mention.Verdict.MentionId));
        var inserted = await dialect.InsertNewAsync(db, mine.ConvertAll(mention => mention.Verdict), cancellationToken);
        var saved = mine.FindAll(mention => inserted.Contains(mention.Verdict.Id));
        await dialect.InsertNewRowsAsync(db, saved.SelectMany(mention => mention.Evidence).ToList(), cancellationToken);
        var flagged = saved.Where(mention => mention.Verdict.Flagged).Select(mention => mention.Verdict.MentionId).ToList();
        await shelf.PutAsync(db, HandoverStage.Notify, flagged, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return flagged;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Mentions} mentions could not be judged now: the database cannot be used ({Fault}); the sweeper rings again")]
        public static partial void NotSaved(ILogger logger, int mentions, StorageFault fault);

        [LoggerMessage(2, LogLevel.Error, "Mention {MentionId} is unscored ({Error}); tried again with growing pauses")]
        public static partial void Unscored(ILogger logger, Guid mentionId, string error);

        [LoggerMessage(3, LogLevel.Error, "{Mentions} mentions could not be judged now: unexpected error, the sweeper rings again: {Error}")]
        public static partial void Failed(ILogger logger, int mentions, string error);
    }
}
