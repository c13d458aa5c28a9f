namespace Vigie.Core.Contracts;

/// <summary>Bell inside the notifier: these deliveries are written and may be sent now. Carries ids only.</summary>
/// <param name="DeliveryIds">Ids of delivery rows, at most a few hundred in one message.</param>
public sealed record DeliveriesDue(IReadOnlyList<Guid> DeliveryIds);
