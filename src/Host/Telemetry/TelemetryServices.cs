namespace Vigie.Host.Telemetry;

/// <summary>Export of meters and traces.</summary>
internal static class TelemetryServices
{
    public static void AddVigieTelemetry(this IServiceCollection services, IConfiguration configuration) => services.AddMetrics();

    public static void AddVigieLogging(this ILoggingBuilder logging) => logging.AddJsonConsole();
}
