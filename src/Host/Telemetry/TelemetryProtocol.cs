namespace Vigie.Host.Telemetry;

/// <summary>How the receiver is spoken to.</summary>
public enum TelemetryProtocol
{
    /// <summary>OTLP over gRPC.</summary>
    Grpc,

    /// <summary>OTLP as protobuf over HTTP.</summary>
    Http,
}
