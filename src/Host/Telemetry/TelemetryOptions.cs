using System.ComponentModel.DataAnnotations;
using Vigie.Core.Configuration;

namespace Vigie.Host.Telemetry;

/// <summary>Where meters and traces go.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Telemetry";

    /// <summary>OTLP receiver, e.g. <c>http://collector:4317</c>. No default: nothing is exported.</summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary><c>Grpc</c> (default, usually port 4317) or <c>Http</c> (protobuf over HTTP, usually port 4318; the paths /v1/traces and /v1/metrics are added).</summary>
    [EnumDataType(typeof(TelemetryProtocol))]
    public TelemetryProtocol Protocol { get; set; } = TelemetryProtocol.Grpc;

    /// <summary>Name of the service in the receiver. Default <c>vigie</c>.</summary>
    [Required]
    public string ServiceName { get; set; } = "vigie";

    /// <summary>Name of this process in the receiver. Default: machine name and process id.</summary>
    public string? ServiceInstanceId { get; set; }

    /// <summary>Headers of every export, <c>name=value</c> separated by commas: where an access token goes. No default.</summary>
    public Secret? Headers { get; set; }

    /// <summary>Part of the traces that is kept, 0 to 1. Default 0.1.</summary>
    [Range(0d, 1d)]
    public double SampleRatio { get; set; } = 0.1;

    /// <summary>Time between two exports of the meters. Default 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ExportEvery { get; set; } = TimeSpan.FromSeconds(15);
}
