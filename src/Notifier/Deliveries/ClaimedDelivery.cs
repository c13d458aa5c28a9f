using Vigie.Notifier.Channels;
using Vigie.Storage.Entities;

namespace Vigie.Notifier.Deliveries;

/// <summary>A delivery that this process may send until its claim ends.</summary>
/// <param name="Row">The row as claimed.</param>
/// <param name="Alert">What it says; null when every mention of it was erased.</param>
internal sealed record ClaimedDelivery(Delivery Row, OutgoingAlert? Alert);
