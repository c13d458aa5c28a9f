using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Vigie.Core.Contracts;
using Vigie.Core.Handovers;
using Vigie.Storage.Handovers;

namespace Vigie.Storage.Sweeping;

/// <summary>Rings again for mentions that wait too long on the shelf of a stage, and measures the shelf.</summary>
/// <typeparam name="TMessage">The bell of that stage.</typeparam>
public sealed class HandoverSweep<TMessage>(
    HandoverStage stage,
    Func<IReadOnlyList<Guid>, TMessage> message,
    IDbContextFactory<MonitorDb> databases,
    StorageDialect dialect,
    HandoverShelf shelf,
    IBell bell,
    StorageMetrics metrics,
    IOptions<SweeperOptions> options,
    TimeProvider time) : ISweep
    where TMessage : class
{
    /// <inheritdoc />
    public string Name { get; } = stage.ToString().ToLowerInvariant();

    /// <inheritdoc />
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var waiting = await dialect.RingAgainAsync(db, stage, now - options.Value.RingAfter, now, options.Value.MostPerSweep, cancellationToken);
        foreach (var batch in waiting.Chunk(options.Value.BatchSize))
            await bell.RingAsync(message(batch), cancellationToken);

        metrics.Measured(Name, await shelf.BacklogAsync(stage, db, cancellationToken));
        return waiting.Count;
    }
}
