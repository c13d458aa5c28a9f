namespace Vigie.Notifier.Channels;

/// <summary>
/// Speaks to one receiver. Knows nothing of bus, database or retries: it sends, then says how that ended. What it cannot classify is
/// <c>Transient</c>. It throws for cancellation only.
/// </summary>
public interface IChannel
{
    /// <summary>Word of the channel, e.g. <c>email</c>.</summary>
    string Name { get; }

    /// <summary>Sends one alert once.</summary>
    Task<DeliveryResult> SendAsync(OutgoingAlert alert, CancellationToken cancellationToken);

    /// <summary>Finds out whether the receiver can be reached, without telling anybody anything; for <c>vigie check</c>.</summary>
    Task<DeliveryResult> CheckAsync(CancellationToken cancellationToken);
}
