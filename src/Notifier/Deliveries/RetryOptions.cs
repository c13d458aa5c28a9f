using System.ComponentModel.DataAnnotations;

namespace Vigie.Notifier.Deliveries;

/// <summary>Pauses between attempts to deliver, by the way the last one failed.</summary>
public sealed class RetryOptions
{
    /// <summary>Pause after "too many" when the receiver names none. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RateLimited { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>First pause after a passing fault, doubled each time. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TransientFirst { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest pause after a passing fault. Default 30 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TransientLongest { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>First pause when nobody listens, doubled each time. Default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan UnavailableFirst { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest pause when nobody listens. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan UnavailableLongest { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Pause after refused credentials or a wrong set-up, which an operator may mend at any time. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan UntilMended { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Age at which a delivery is given up and counted as failed. Default 48 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "60.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(48);
}
