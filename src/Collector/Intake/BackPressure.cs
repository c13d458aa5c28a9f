using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Vigie.Core.Handovers;
using Vigie.Storage;

namespace Vigie.Collector.Intake;

/// <summary>
/// Holds the collector back while too much waits for the classifier, so that a fast source fills neither memory nor disk. The shelf is counted
/// only when the pages saved since the last count could have filled it, by one source at a time; the others wait for its count.
/// </summary>
public sealed class BackPressure(IDbContextFactory<MonitorDb> databases, CollectorMetrics metrics, IOptions<CollectorOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);
    private readonly SemaphoreSlim _counting = new(1, 1);
    private int _room;

    /// <summary>Waits until there is room for a page, then takes it.</summary>
    public async Task WaitForRoomAsync(int mentions, CancellationToken cancellationToken)
    {
        if (TryTake(mentions))
            return;

        await _counting.WaitAsync(cancellationToken);
        try
        {
            // Somebody else may have counted meanwhile.
            while (!TryTake(mentions))
            {
                var room = options.Value.Intake.MostWaiting - await WaitingAsync(cancellationToken);
                if (room > 0)
                {
                    // Half of it: other processes share the shelf. A page that is larger than the room goes through all the same, or it never would.
                    Interlocked.Exchange(ref _room, Math.Max(room / 2, mentions));
                    continue;
                }

                metrics.HeldBack();
                await Task.Delay(LookAgain, time, cancellationToken);
            }
        }
        finally
        {
            _counting.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _counting.Dispose();

    private bool TryTake(int mentions)
    {
        var room = Volatile.Read(ref _room);
        while (room >= mentions)
        {
            var before = Interlocked.CompareExchange(ref _room, room - mentions, room);
            if (before == room)
                return true;
            room = before;
        }

        return false;
    }

    private async Task<int> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Handovers.CountAsync(row => row.Stage == HandoverStage.Classify, cancellationToken);
    }
}
