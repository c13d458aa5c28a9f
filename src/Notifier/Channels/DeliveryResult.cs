using Vigie.Core.Deliveries;

namespace Vigie.Notifier.Channels;

/// <summary>How one attempt ended.</summary>
/// <param name="Category">Decides the retry.</param>
/// <param name="Reason">Why, in words of Vigie: never an answer's body, an address or a header.</param>
/// <param name="NotBefore">When the receiver wants to be asked again, where it says.</param>
/// <param name="RefusedRecipients">Recipients that were refused for good although others accepted: somebody was not told.</param>
public sealed record DeliveryResult(DeliveryCategory Category, string Reason, DateTimeOffset? NotBefore = null, int RefusedRecipients = 0)
{
    /// <summary>The receiver accepted.</summary>
    public static DeliveryResult Success(string reason) => new(DeliveryCategory.Success, reason);
}
