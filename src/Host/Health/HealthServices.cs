namespace Vigie.Host.Health;

/// <summary>Liveness and readiness.</summary>
internal static class HealthServices
{
    public static void AddVigieHealth(this IServiceCollection services, IConfiguration configuration, StageSelection stages) => services.AddHealthChecks();

    public static void MapVigieHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live");
        app.MapHealthChecks("/health/ready");
    }
}
