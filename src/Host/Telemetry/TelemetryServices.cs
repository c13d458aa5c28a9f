using Microsoft.Extensions.Logging.Console;

namespace Vigie.Host.Telemetry;

/// <summary>Export of meters and traces, and the log.</summary>
internal static class TelemetryServices
{
    public static void AddVigieTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics();
        services.AddOptions<TelemetryOptions>().Bind(configuration.GetSection(TelemetryOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<TelemetryExport>();
    }

    /// <summary>One JSON object a line, times in UTC; levels from the section Logging.</summary>
    public static void AddVigieLogging(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.ClearProviders();
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddJsonConsole();
        logging.Services.Configure<JsonConsoleFormatterOptions>(format =>
        {
            format.UseUtcTimestamp = true;
            format.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            format.IncludeScopes = false;
            format.JsonWriterOptions = new() { Indented = false };
        });
    }
}
