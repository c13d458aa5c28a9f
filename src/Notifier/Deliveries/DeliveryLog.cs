using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vigie.Core.Deliveries;
using Vigie.Notifier.Channels;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.Notifier.Deliveries;

/// <summary>Writes down how attempts ended: the attempts and the new states of their deliveries in one transaction.</summary>
internal sealed partial class DeliveryLog(
    IDbContextFactory<MonitorDb> databases, StorageDialect dialect, NotifierMetrics metrics, IOptions<NotifierOptions> options, TimeProvider time, ILogger<DeliveryLog> logger)
{
    private readonly DeliveryRetrySchedule _schedule = new(options.Value.Retry);

    /// <summary>Writes down attempts that have ended, together: one statement for the deliveries, one for the log.</summary>
    public async Task RecordAsync(IReadOnlyList<EndedAttempt> ended, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var outcomes = ended.Select(attempt => OutcomeOf(attempt, now)).ToList();

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var written = await dialect.RecordDeliveriesAsync(db, outcomes, cancellationToken);
        await dialect.InsertNewRowsAsync(db, ended.Where(attempt => written.Contains(attempt.Row.Id)).Select(attempt => attempt.ToLogRow(now)).ToList(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        foreach (var (attempt, outcome) in ended.Zip(outcomes))
        {
            if (written.Contains(outcome.DeliveryId))
                Tell(attempt.Row, attempt.Result, outcome.State, outcome.State == DeliveryState.Pending ? outcome.NotBefore : null, now);
            else
                Log.ClaimLost(logger, outcome.DeliveryId, outcome.Category);
        }
    }

    /// <summary>Hands a claimed delivery back as if it had not been claimed: the process stops.</summary>
    public async Task HandBackAsync(ClaimedDelivery claimed, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var written = await Mine(db, claimed.Row).ExecuteUpdateAsync(
            update => update
                .SetProperty(delivery => delivery.State, DeliveryState.Pending)
                .SetProperty(delivery => delivery.Attempts, claimed.Row.Attempts - 1)
                .SetProperty(delivery => delivery.ClaimedUntil, (DateTimeOffset?)null),
            cancellationToken);
        if (written > 0)
        {
            metrics.HandedBack();
            Log.HandedBack(logger, claimed.Row.Id);
        }
    }

    private DeliveryOutcome OutcomeOf(EndedAttempt attempt, DateTimeOffset now)
    {
        var (row, result) = (attempt.Row, attempt.Result);
        var next = _schedule.Next(result.Category, row.Attempts, result.NotBefore, row.CreatedAt, now);
        var state = result.Category == DeliveryCategory.Success ? DeliveryState.Sent : next is null ? DeliveryState.Failed : DeliveryState.Pending;
        return new DeliveryOutcome(row.Id, row.Attempts, state, next ?? row.NotBefore, result.Category, result.Reason, state == DeliveryState.Sent ? now : null);
    }

    // Another process that took over has counted an attempt of its own.
    private static IQueryable<Delivery> Mine(MonitorDb db, Delivery row) =>
        db.Deliveries.Where(delivery => delivery.Id == row.Id && delivery.State == DeliveryState.Sending && delivery.Attempts == row.Attempts);

    private void Tell(Delivery row, DeliveryResult result, DeliveryState state, DateTimeOffset? next, DateTimeOffset now)
    {
        metrics.Attempted(row.Receiver, result.Category);
        switch (state)
        {
            case DeliveryState.Sent:
                metrics.Accepted(row.Receiver, now - row.CreatedAt);
                if (result.RefusedRecipients > 0)
                {
                    metrics.RecipientsRefused(row.Receiver, result.RefusedRecipients);
                    Log.SentToSome(logger, row.Id, row.AlertId, row.Receiver, row.Attempts, result.Reason);
                    break;
                }

                Log.Sent(logger, row.Id, row.AlertId, row.Receiver, row.Attempts, result.Reason);
                break;
            case DeliveryState.Failed:
                metrics.GivenUp(row.Receiver, result.Category);
                Log.GivenUp(logger, row.Id, row.AlertId, row.Receiver, row.Attempts, result.Category, result.Reason);
                break;
            case DeliveryState.Pending when result.Category is DeliveryCategory.Authentication or DeliveryCategory.Configuration:
                Log.MustBeMended(logger, row.Id, row.Receiver, result.Category, result.Reason, next);
                break;
            default:
                Log.TriedAgain(logger, row.Id, row.Receiver, row.Attempts, result.Category, result.Reason, next);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Information, "Delivery {Delivery} of alert {Alert} to {Receiver} accepted at attempt {Attempt}: {Reason}")]
        public static partial void Sent(ILogger logger, Guid delivery, Guid alert, string receiver, int attempt, string reason);

        [LoggerMessage(11, LogLevel.Warning, "Delivery {Delivery} to {Receiver} failed at attempt {Attempt} ({Category}: {Reason}); tried again at {Next}")]
        public static partial void TriedAgain(ILogger logger, Guid delivery, string receiver, int attempt, DeliveryCategory category, string reason, DateTimeOffset? next);

        [LoggerMessage(12, LogLevel.Error, "Receiver {Receiver} must be mended ({Category}: {Reason}); delivery {Delivery} is tried again at {Next}")]
        public static partial void MustBeMended(ILogger logger, Guid delivery, string receiver, DeliveryCategory category, string reason, DateTimeOffset? next);

        [LoggerMessage(13, LogLevel.Error, "Delivery {Delivery} of alert {Alert} to {Receiver} is given up after {Attempt} attempts ({Category}: {Reason}); somebody must be told by other means")]
        public static partial void GivenUp(ILogger logger, Guid delivery, Guid alert, string receiver, int attempt, DeliveryCategory category, string reason);

        [LoggerMessage(14, LogLevel.Warning, "The claim on delivery {Delivery} had ended when its attempt did ({Category}); the process that took over records its own, and the receiver may see it twice")]
        public static partial void ClaimLost(ILogger logger, Guid delivery, DeliveryCategory category);

        [LoggerMessage(16, LogLevel.Warning, "Delivery {Delivery} of alert {Alert} reached only some recipients of {Receiver} at attempt {Attempt}: {Reason}; it is not tried again, correct the addresses of the receiver")]
        public static partial void SentToSome(ILogger logger, Guid delivery, Guid alert, string receiver, int attempt, string reason);

        [LoggerMessage(15, LogLevel.Information, "Delivery {Delivery} is handed back because the process stops; another or the next one sends it")]
        public static partial void HandedBack(ILogger logger, Guid delivery);
    }
}
