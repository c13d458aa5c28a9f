using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vigie.Core.Deliveries;
using Vigie.Notifier.Channels;
using Vigie.Storage;

namespace Vigie.Notifier.Deliveries;

/// <summary>Second tier: claims due deliveries, sends each over its channel, records how it ended.</summary>
internal sealed partial class DeliveryDispatch(
    DeliveryClaims claims,
    DeliveryLog log,
    ReceiverBook receivers,
    StorageDialect dialect,
    IOptions<NotifierOptions> options,
    TimeProvider time,
    ILogger<DeliveryDispatch> logger)
{
    // For writing down the result while the process stops: within the ten seconds that a service manager gives.
    private static readonly TimeSpan RecordGrace = TimeSpan.FromSeconds(4);

    /// <summary>Sends what is due until nothing is. Failures are recorded, never thrown; a database that is away ends the round.</summary>
    /// <param name="deliveryIds">Only these; null for any.</param>
    /// <param name="stopping">The process stops: what is under way gets a short time, the rest is handed back.</param>
    /// <returns>How many were claimed.</returns>
    public async Task<int> DispatchAsync(IReadOnlyList<Guid>? deliveryIds, CancellationToken stopping)
    {
        var count = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var claimed = await claims.ClaimAsync(deliveryIds, stopping);
                if (claimed.Count == 0)
                    break;

                count += claimed.Count;
                await DeliverAsync(claimed, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception) when (dialect.FaultOf(exception) != StorageFault.None)
            {
                Log.NoDatabase(logger, dialect.FaultOf(exception));
                break;
            }
        }

        return count;
    }

    // Each result is written down as soon as it is there; those that are there together, together.
    private async Task DeliverAsync(IReadOnlyList<ClaimedDelivery> claimed, CancellationToken stopping)
    {
        var sending = claimed.Select(delivery => SendAsync(delivery, stopping)).ToList();
        while (sending.Count > 0)
        {
            await Task.WhenAny(sending);
            var done = sending.FindAll(task => task.IsCompleted);
            sending.RemoveAll(done.Contains);
            await RecordAsync(await Task.WhenAll(done), stopping);
        }
    }

    private async Task<(ClaimedDelivery Claimed, EndedAttempt? Ended)> SendAsync(ClaimedDelivery claimed, CancellationToken stopping)
    {
        using var activity = NotifierActivities.Source.StartActivity("deliver alert");
        var startedAt = time.GetUtcNow();
        var result = stopping.IsCancellationRequested ? null : await AttemptAsync(claimed, stopping);
        return (claimed, result is null ? null : new EndedAttempt(claimed.Row, startedAt, result));
    }

    private async Task RecordAsync((ClaimedDelivery Claimed, EndedAttempt? Ended)[] done, CancellationToken stopping)
    {
        using var recording = new CancellationTokenSource();
        await using var limit = stopping.Register(() => recording.CancelAfter(RecordGrace));
        var ended = done.Select(delivery => delivery.Ended).OfType<EndedAttempt>().ToList();
        try
        {
            if (ended.Count > 0)
                await log.RecordAsync(ended, recording.Token);
            foreach (var (unsent, _) in done.Where(delivery => delivery.Ended is null))
                await log.HandBackAsync(unsent, recording.Token);
        }
        // The claims stay and end by themselves; then the deliveries are taken over and sent again under the same ids.
        catch (Exception exception) when (exception is OperationCanceledException || dialect.FaultOf(exception) != StorageFault.None)
        {
            foreach (var (claimed, attempt) in done)
                Log.NotRecorded(logger, claimed.Row.Id, attempt?.Result.Category, claimed.Row.ClaimedUntil);
        }
    }

    /// <returns>Null when the process stopped before the receiver answered.</returns>
    private async Task<DeliveryResult?> AttemptAsync(ClaimedDelivery claimed, CancellationToken stopping)
    {
        if (claimed.Alert is not { } alert)
            return new DeliveryResult(DeliveryCategory.Permanent, "every mention of the alert was erased");
        if (receivers.Find(claimed.Row.Receiver) is not { } receiver)
            return new DeliveryResult(DeliveryCategory.Configuration, "the receiver is not configured any more");

        using var sending = new CancellationTokenSource(options.Value.SendTimeout, time);
        await using var grace = stopping.Register(() => sending.CancelAfter(options.Value.StopGrace));
        try
        {
            return await receiver.Channel.SendAsync(alert, sending.Token);
        }
        catch (OperationCanceledException) when (sending.IsCancellationRequested)
        {
            return stopping.IsCancellationRequested ? null : new DeliveryResult(DeliveryCategory.Transient, "no answer in time");
        }
        // The edge of a channel: a bug in one must not stop the others.
        catch (Exception exception)
        {
            Log.ChannelBug(logger, receiver.Channel.Name, receiver.Name, exception.GetType().Name, exception.StackTrace);
            return new DeliveryResult(DeliveryCategory.Transient, $"bug in the channel: {exception.GetType().Name}");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Warning, "Deliveries cannot be claimed, the database is away ({Fault}); looked for again soon")]
        public static partial void NoDatabase(ILogger logger, StorageFault fault);

        [LoggerMessage(21, LogLevel.Warning, "The attempt on delivery {Delivery} ({Category}) could not be recorded; it is taken over after {ClaimedUntil} and the receiver may see it twice under the same id")]
        public static partial void NotRecorded(ILogger logger, Guid delivery, DeliveryCategory? category, DateTimeOffset? claimedUntil);

        // No message of the exception: it may quote a value.
        [LoggerMessage(22, LogLevel.Error, "Bug in channel {Channel} of receiver {Receiver} ({Type}); the delivery is tried again\n{Stack}")]
        public static partial void ChannelBug(ILogger logger, string channel, string receiver, string type, string? stack);
    }
}
