namespace Vigie.Review.Status;

/// <summary>Deliveries by state.</summary>
/// <param name="Pending">Wait for their time.</param>
/// <param name="Sending">Under way.</param>
/// <param name="Sent">Accepted by the receiver.</param>
/// <param name="Failed">Given up.</param>
public sealed record DeliveryCounts(long Pending, long Sending, long Sent, long Failed);
