using Vigie.Core.Deliveries;

namespace Vigie.Storage;

/// <summary>How one attempt ended and what becomes of its delivery. Applies only while the delivery is still claimed with this count of attempts.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="Attempts">Attempts counted when it was claimed.</param>
/// <param name="State">New state.</param>
/// <param name="NotBefore">When it may be sent again; meaningless once sent or failed.</param>
/// <param name="Category">How the attempt ended.</param>
/// <param name="Reason">Why, in words of Vigie.</param>
/// <param name="SentAt">When the receiver accepted it, or null.</param>
public sealed record DeliveryOutcome(
    Guid DeliveryId, int Attempts, DeliveryState State, DateTimeOffset NotBefore, DeliveryCategory Category, string Reason, DateTimeOffset? SentAt);
