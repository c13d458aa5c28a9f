using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;
using Vigie.Core.Handovers;
using Vigie.Storage;
using Vigie.Storage.Handovers;

namespace Vigie.Host.Health;

/// <summary>Liveness (<c>/health/live</c>: the process answers) and readiness (<c>/health/ready</c>: everything that the selected stages need).</summary>
internal static class HealthServices
{
    /// <summary>Tag of checks whose descriptions are written here and may be shown.</summary>
    public const string OwnWords = "own-words";

    private static readonly string[] Own = [OwnWords];

    public static void AddVigieHealth(this IServiceCollection services, StageSelection stages)
    {
        services.TryAddSingleton<ProcessStart>();
        services.TryAddSingleton<Readiness>();
        var checks = services.AddHealthChecks().AddCheck<DatabaseCheck>("database", null, Own, HealthLimits.OneCheck);
        if (stages.Has(Stage.Collector))
        {
            checks.AddCheck<SourcesCheck>("sources", null, Own, HealthLimits.OneCheck);
            services.TryAddSingleton<StreamsCheck>();
            checks.AddCheck<StreamsCheck>("streams", null, Own, HealthLimits.OneCheck);
            checks.AddQuartz();
        }

        if (stages.Has(Stage.Classifier))
            checks.Add(Backlog("classifier", HandoverStage.Classify));
        if (stages.Has(Stage.Notifier))
        {
            checks.Add(Backlog("notifier", HandoverStage.Notify));
            checks.AddCheck<DeliveriesCheck>("deliveries", null, Own, HealthLimits.OneCheck);
        }
    }

    public static void MapVigieHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "healthy" }));
        app.MapGet("/health/ready", async (HttpContext context, Readiness readiness) =>
        {
            var report = await readiness.ReportAsync(context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(HealthAnswer.Of(report), statusCode: report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        });
    }

    private static HealthCheckRegistration Backlog(string name, HandoverStage stage) => new(
        name,
        provider => new BacklogCheck(
            stage, provider.GetRequiredService<HandoverShelf>(), provider.GetRequiredService<IDbContextFactory<MonitorDb>>(), provider.GetRequiredService<StorageDialect>()),
        failureStatus: null,
        Own,
        HealthLimits.OneCheck);
}
