namespace Vigie.Notifier.Deliveries;

/// <summary>What has not been accepted by its receiver.</summary>
/// <param name="Waiting">Pending or being sent.</param>
/// <param name="Failed">Given up.</param>
/// <param name="Overdue">How long the most overdue one waits beyond its time.</param>
internal sealed record DeliveryBacklog(int Waiting, int Failed, TimeSpan Overdue)
{
    public static DeliveryBacklog Empty { get; } = new(0, 0, TimeSpan.Zero);
}
