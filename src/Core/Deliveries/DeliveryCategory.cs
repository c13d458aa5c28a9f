namespace Vigie.Core.Deliveries;

/// <summary>How one attempt to deliver ended. The retry schedule is chosen by it.</summary>
public enum DeliveryCategory
{
    /// <summary>The receiver accepted the message.</summary>
    Success,

    /// <summary>The receiver said to wait.</summary>
    RateLimited,

    /// <summary>The connection broke, timed out, or the receiver had a passing fault.</summary>
    Transient,

    /// <summary>Nobody listens there, or the receiver is down for longer.</summary>
    Unavailable,

    /// <summary>The credentials are refused.</summary>
    Authentication,

    /// <summary>The channel is set up wrongly: a malformed address, a missing option.</summary>
    Configuration,

    /// <summary>The receiver will never take this message.</summary>
    Permanent,
}
