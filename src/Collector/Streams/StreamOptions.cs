using System.ComponentModel.DataAnnotations;

namespace Vigie.Collector.Streams;

/// <summary>Connections that platforms push over. Section <c>Collector:Streams</c>.</summary>
public sealed class StreamOptions : IValidatableObject
{
    /// <summary>A process keeps a stream so long without renewing. Default 15 seconds: taken over within 20 seconds of a kill.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the lease is renewed, and how often other processes look whether it is free. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan RenewEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>First pause before connecting again; doubled up to 5 minutes while it fails. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan ReconnectAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A lease that is renewed too seldom would end under a living connection.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RenewEvery > Lease / 2)
            yield return new ValidationResult($"{nameof(RenewEvery)} is {RenewEvery}: expected at most half of {nameof(Lease)} ({Lease}).", [nameof(RenewEvery)]);
    }
}
