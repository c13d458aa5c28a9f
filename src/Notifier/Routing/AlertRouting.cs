using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vigie.Core.Contracts;
using Vigie.Core.Handovers;
using Vigie.Storage;
using Vigie.Storage.Handovers;

namespace Vigie.Notifier.Routing;

/// <summary>First tier: from flagged mentions to delivery rows, and a bell for those that need not wait.</summary>
internal sealed partial class AlertRouting(
    IDbContextFactory<MonitorDb> databases,
    StorageDialect dialect,
    HandoverShelf shelf,
    RoutingRules rules,
    IBell bell,
    NotifierMetrics metrics,
    IOptions<NotifierOptions> options,
    TimeProvider time,
    ILogger<AlertRouting> logger)
{
    // Losing a race leaves the winner's alert to join, so a second try nearly always ends it.
    private const int MostTries = 10;

    /// <summary>Routes what of these mentions still waits. Failures are recorded on the shelf; the sweep rings again.</summary>
    public async Task RouteAsync(IReadOnlyList<Guid> mentionIds, CancellationToken cancellationToken)
    {
        using var activity = NotifierActivities.Source.StartActivity("route mentions");
        if (await TryRouteAsync(mentionIds, cancellationToken) is not { } batch)
            return;

        foreach (var decision in batch.Decisions)
            Tell(decision);
        foreach (var due in batch.DueNow.Chunk(500))
            await bell.RingAsync(new DeliveriesDue(due), cancellationToken);
    }

    private async Task<RoutedBatch?> TryRouteAsync(IReadOnlyList<Guid> mentionIds, CancellationToken cancellationToken)
    {
        var fault = StorageFault.Duplicate;
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                var routing = new RoutingTransaction(db, dialect, rules, options.Value.UrgentSeverity, time.GetUtcNow());
                if (await routing.RunAsync(mentionIds, cancellationToken) is { } batch)
                    return batch;
                metrics.RaceLost();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            // The edge of the consumer: whatever went wrong, the mentions stay on the shelf and are tried again.
            catch (Exception exception)
            {
                fault = dialect.FaultOf(exception);
                if (fault == StorageFault.None)
                {
                    Log.Bug(logger, mentionIds.Count, exception.GetType().Name, exception.StackTrace);
                    await PutBackAsync(mentionIds, $"routing failed: {exception.GetType().Name}", cancellationToken);
                    return null;
                }

                if (fault is StorageFault.Full or StorageFault.NotMigrated)
                    break;
            }
        }

        Log.NotRouted(logger, mentionIds.Count, fault);
        await PutBackAsync(mentionIds, $"database: {fault}", cancellationToken);
        return null;
    }

    private async Task PutBackAsync(IReadOnlyList<Guid> mentionIds, string reason, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await shelf.PutBackAsync(db, HandoverStage.Notify, mentionIds, reason, cancellationToken);
        }
        catch (Exception exception) when (dialect.FaultOf(exception) != StorageFault.None || exception is DbUpdateConcurrencyException)
        {
            // The rows are on the shelf as they were, or another process has taken them: only the reason is not written down.
            Log.ReasonLost(logger, dialect.FaultOf(exception));
        }
    }

    private void Tell(RoutingDecision decision)
    {
        metrics.Decided(decision);
        if (string.Equals(decision.Rule, RoutingRules.CatchAll, StringComparison.Ordinal) && decision.Reason != RoutingReason.AlreadyAlerted)
            Log.Unrouted(logger, decision.MentionId, decision.AlertId);
        else
            Log.Decided(logger, decision.MentionId, decision.Rule, decision.Reason, decision.AlertId);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Mention {Mention}, rule {Rule}: {Reason}, alert {Alert}")]
        public static partial void Decided(ILogger logger, Guid mention, string? rule, RoutingReason reason, Guid? alert);

        [LoggerMessage(2, LogLevel.Warning, "Mention {Mention} fits no rule: unrouted, alert {Alert} goes to the catch-all receivers; add a rule that takes it")]
        public static partial void Unrouted(ILogger logger, Guid mention, Guid? alert);

        [LoggerMessage(3, LogLevel.Warning, "{Count} flagged mentions could not be routed ({Fault}); they stay on the shelf and the sweep rings for them again")]
        public static partial void NotRouted(ILogger logger, int count, StorageFault fault);

        // No message of the exception: it may quote a value.
        [LoggerMessage(4, LogLevel.Error, "{Count} flagged mentions could not be routed because of a bug ({Type}); they are tried again with growing pauses\n{Stack}")]
        public static partial void Bug(ILogger logger, int count, string type, string? stack);

        [LoggerMessage(5, LogLevel.Warning, "The reason of the failed routing could not be written ({Fault}); the sweep rings again all the same")]
        public static partial void ReasonLost(ILogger logger, StorageFault fault);
    }
}
