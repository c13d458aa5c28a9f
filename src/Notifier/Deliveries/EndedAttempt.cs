using Vigie.Notifier.Channels;
using Vigie.Storage.Entities;

namespace Vigie.Notifier.Deliveries;

/// <summary>An attempt to deliver that has ended.</summary>
/// <param name="Row">The delivery as it was claimed.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Result">How it ended.</param>
internal sealed record EndedAttempt(Delivery Row, DateTimeOffset StartedAt, DeliveryResult Result)
{
    public DeliveryAttempt ToLogRow(DateTimeOffset endedAt) => new()
    {
        DeliveryId = Row.Id,
        Number = Row.Attempts,
        StartedAt = StartedAt,
        EndedAt = endedAt,
        Category = Result.Category,
        Reason = Result.Reason,
    };
}
