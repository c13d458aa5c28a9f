using Vigie.Core.Deliveries;
using Vigie.Core.Handovers;
using Vigie.Storage.Entities;

namespace Vigie.Storage;

/// <summary>
/// The statements that the two databases spell differently: many rows at once, taking work without waiting for each other, and what an
/// error means. Everything else goes through EF Core. Each call joins the context's current transaction.
/// </summary>
public abstract class StorageDialect
{
    /// <summary>Longer than any pause on the shelf: what is due later than this was put there by a clock that has been set back since, and is due now.</summary>
    protected static readonly TimeSpan FarOnTheShelf = TimeSpan.FromMinutes(20);

    /// <summary>Longer than any claim lasts, and than clocks that share a database differ: a delivery from further in the future is due now.</summary>
    protected static readonly TimeSpan FarInDeliveries = TimeSpan.FromHours(1);

    /// <summary>Inserts the rows that are new; a row whose unique key is taken is left alone.</summary>
    /// <returns>Ids of the rows that were inserted.</returns>
    public abstract Task<IReadOnlySet<Guid>> InsertNewAsync<T>(MonitorDb db, IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class, IHasId;

    /// <summary>Inserts the rows that are new, for entities whose key is made of several columns.</summary>
    /// <returns>How many were inserted.</returns>
    public abstract Task<int> InsertNewRowsAsync<T>(MonitorDb db, IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Takes mentions from the shelf of a stage. What another process holds at this moment is skipped.</summary>
    /// <returns>Ids that were there and now are not, once the transaction commits.</returns>
    public abstract Task<IReadOnlySet<Guid>> TakeHandoversAsync(
        MonitorDb db, HandoverStage stage, IReadOnlyList<Guid> mentionIds, CancellationToken cancellationToken);

    /// <summary>Finds mentions that wait since before <paramref name="before"/> and marks them as rung for at <paramref name="now"/>.</summary>
    /// <returns>Their ids, oldest first, at most <paramref name="limit"/>.</returns>
    public abstract Task<IReadOnlyList<Guid>> RingAgainAsync(
        MonitorDb db, HandoverStage stage, DateTimeOffset before, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Claims deliveries that are due, or whose claimer must have died: sets them to <see cref="DeliveryState.Sending"/>, counts the attempt.
    /// </summary>
    /// <param name="db">Context.</param>
    /// <param name="deliveryIds">Only these; null for any.</param>
    /// <param name="now">Due means: not-before is at or before this.</param>
    /// <param name="claimedUntil">When another process may take over.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Ids of the claimed deliveries.</returns>
    public abstract Task<IReadOnlyList<Guid>> ClaimDeliveriesAsync(
        MonitorDb db, IReadOnlyList<Guid>? deliveryIds, DateTimeOffset now, DateTimeOffset claimedUntil, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Holds alerts until the transaction ends, always in the same order: a mention that joins an alert and a claim that closes it meet here,
    /// so no mention joins an alert that was already written out.
    /// </summary>
    /// <returns>Those of <paramref name="alertIds"/> that are open.</returns>
    public abstract Task<IReadOnlySet<Guid>> HoldOpenAlertsAsync(MonitorDb db, IReadOnlyList<Guid> alertIds, CancellationToken cancellationToken);

    /// <summary>Writes the ends of attempts into their deliveries; one whose claim another process has taken over is left alone.</summary>
    /// <returns>Ids of the deliveries that were written.</returns>
    public abstract Task<IReadOnlySet<Guid>> RecordDeliveriesAsync(MonitorDb db, IReadOnlyList<DeliveryOutcome> outcomes, CancellationToken cancellationToken);

    /// <summary>What an exception of the database means for the caller; <see cref="StorageFault.None"/> when it is not one.</summary>
    public abstract StorageFault FaultOf(Exception exception);
}
