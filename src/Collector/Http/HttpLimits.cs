using System.ComponentModel.DataAnnotations;

namespace Vigie.Collector.Http;

/// <summary>How long a platform may take, how much it may send, how often it is tried. Section <c>Collector:Http</c>.</summary>
public sealed class HttpLimits
{
    /// <summary>Largest body that is read, after decompression. Default 16 MB; anything larger is malformed.</summary>
    [Range(1_024, 256 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Time for one attempt, from the first byte sent to the last byte of the body. Default 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Attempts after the first one on passing faults, of GET and HEAD only. Default 3.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    /// <summary>First pause before a retry; doubled each time, with jitter. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>An announced wait up to this is waited for in place; a longer one ends the run and is kept with the source. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:02:00")]
    public TimeSpan WaitInPlace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Failures in a row that open the circuit. Default 8.</summary>
    [Range(2, 100)]
    public int CircuitFailures { get; set; } = 8;

    /// <summary>How long an open circuit refuses at once. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan CircuitPause { get; set; } = TimeSpan.FromMinutes(1);
}
