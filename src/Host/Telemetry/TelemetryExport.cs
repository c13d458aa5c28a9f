using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Vigie.Core.Telemetry;

namespace Vigie.Host.Telemetry;

/// <summary>Owns the OpenTelemetry providers: made at start when a receiver is configured, flushed within two seconds at stop.</summary>
internal sealed class TelemetryExport(IOptions<TelemetryOptions> options) : IHostedService, IDisposable
{
    private const int FlushWithinMilliseconds = 2_000;

    private static readonly string[] FrameworkMeters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql", "MassTransit"];

    private static readonly string[] Sources = ["Vigie.*", "Npgsql", "MassTransit", "Microsoft.AspNetCore", "System.Net.Http"];

    private MeterProvider? _meters;
    private TracerProvider? _traces;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (settings.OtlpEndpoint is not { } endpoint)
            return Task.CompletedTask;

        var resource = ResourceBuilder.CreateEmpty().AddTelemetrySdk().AddService(
            settings.ServiceName,
            serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3),
            autoGenerateServiceInstanceId: false,
            serviceInstanceId: settings.ServiceInstanceId ?? $"{Environment.MachineName}:{Environment.ProcessId}");
        _meters = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter([.. TelemetryNames.Meters, .. FrameworkMeters])
            // The name of a pool is its connection string, with host and user.
            .AddView(instrument => instrument.Meter.Name == "Npgsql" ? new MetricStreamConfiguration { TagKeys = ["db.client.connection.state"] } : null)
            .AddOtlpExporter((exporter, reader) =>
            {
                Configure(exporter, settings, endpoint, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)settings.ExportEvery.TotalMilliseconds;
                reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = FlushWithinMilliseconds;
            })
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.SampleRatio)))
            .AddSource(Sources)
            .AddProcessor(new PrivacyProcessor())
            .AddOtlpExporter(exporter => Configure(exporter, settings, endpoint, "v1/traces"))
            .Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) =>
        // Both at once, on threads of their own: the calls block, and a receiver that is away must not keep the process.
        Task.WhenAny(
            Task.WhenAll(
                Task.Run(() => _traces?.Shutdown(FlushWithinMilliseconds), CancellationToken.None),
                Task.Run(() => _meters?.Shutdown(FlushWithinMilliseconds), CancellationToken.None)),
            Task.Delay(TimeSpan.FromMilliseconds(FlushWithinMilliseconds), TimeProvider.System, cancellationToken));

    /// <inheritdoc />
    public void Dispose()
    {
        _traces?.Dispose();
        _meters?.Dispose();
    }

    private static void Configure(OtlpExporterOptions exporter, TelemetryOptions settings, Uri endpoint, string path)
    {
        var http = settings.Protocol == TelemetryProtocol.Http;
        exporter.Protocol = http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        exporter.Endpoint = http ? new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/" + path) : endpoint;
        exporter.TimeoutMilliseconds = FlushWithinMilliseconds;
        if (settings.Headers is { } headers)
            exporter.Headers = headers.Reveal();
    }
}
