namespace Vigie.Core.Deliveries;

/// <summary>Where a delivery stands. The delivery row, not the bus, is the truth about what was sent.</summary>
public enum DeliveryState
{
    /// <summary>Waits for its time.</summary>
    Pending,

    /// <summary>A process has claimed it and is talking to the receiver.</summary>
    Sending,

    /// <summary>The receiver accepted it.</summary>
    Sent,

    /// <summary>Given up, with the category and the reason; ops must act.</summary>
    Failed,
}
