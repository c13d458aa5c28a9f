using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Vigie.Core.Handovers;
using Vigie.Storage;

namespace Vigie.Collector.Intake;

/// <summary>
/// Holds the collector back while too much waits for the classifier, so that a fast source fills neither memory nor disk. The shelf is counted
/// only when the pages saved since the last count could have filled it.
/// </summary>
public sealed class BackPressure(IDbContextFactory<MonitorDb> databases, CollectorMetrics metrics, IOptions<CollectorOptions> options, TimeProvider time)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);
    private int _room;

    /// <summary>Waits until there is room for a page, then takes it.</summary>
    public async Task WaitForRoomAsync(int mentions, CancellationToken cancellationToken)
    {
        if (Interlocked.Add(ref _room, -mentions) >= 0)
            return;

        while (true)
        {
            await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            {
                var waiting = await db.Handovers.CountAsync(row => row.Stage == HandoverStage.Classify, cancellationToken);
                var room = options.Value.Intake.MostWaiting - waiting;
                if (room > 0)
                {
                    // Half of it: other processes share the shelf.
                    Interlocked.Exchange(ref _room, room / 2);
                    return;
                }
            }

            metrics.HeldBack();
            await Task.Delay(LookAgain, time, cancellationToken);
        }
    }
}
