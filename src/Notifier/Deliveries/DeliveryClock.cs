using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Vigie.Core.Deliveries;
using Vigie.Storage;

namespace Vigie.Notifier.Deliveries;

/// <summary>Wakes when the next delivery falls due (end of a group's waiting time, next attempt, claim of a killed process), and regularly.</summary>
internal sealed class DeliveryClock(
    DeliveryDispatch dispatch, IDbContextFactory<MonitorDb> databases, StorageDialect dialect, IOptions<NotifierOptions> options, TimeProvider time)
    : BackgroundService
{
    // A row whose time has come but that another process holds must not make this one spin.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await dispatch.DispatchAsync(null, stoppingToken);
                await Task.Delay(await PauseAsync(stoppingToken), time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<TimeSpan> PauseAsync(CancellationToken cancellationToken)
    {
        var longest = options.Value.LookEvery;
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var pending = await db.Deliveries.Where(delivery => delivery.State == DeliveryState.Pending)
                .MinAsync(delivery => (DateTimeOffset?)delivery.NotBefore, cancellationToken);
            var pause = pending is { } next ? next - time.GetUtcNow() : longest;
            return pause < ShortestPause ? ShortestPause : pause < longest ? pause : longest;
        }
        catch (Exception exception) when (dialect.FaultOf(exception) != StorageFault.None)
        {
            return longest;
        }
    }
}
