using Microsoft.Extensions.Hosting;
using Vigie.Classifier;
using Vigie.Collector;
using Vigie.Collector.Inbound;
using Vigie.Host.Configuration;
using Vigie.Host.Health;
using Vigie.Host.Messaging;
using Vigie.Host.Telemetry;
using Vigie.Notifier;
using Vigie.Review;
using Vigie.Storage;

namespace Vigie.Host;

/// <summary>Puts the selected stages, the database and the bus together. The only place that knows all rooms.</summary>
public static class VigieApplication
{
    /// <summary>
    /// Longest time from SIGTERM to the end. The command line, left to itself, ends the process after two seconds, in the middle of what is under way.
    /// </summary>
    internal static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan StagesEndWithin = TimeSpan.FromSeconds(9);

    /// <summary>Builds the service; nothing runs yet. Throws <c>ConfigurationProblemException</c> for a wrong configuration.</summary>
    /// <param name="configFile">A JSON file on top of the defaults, or null.</param>
    /// <param name="stageWords">Stages on the command line, or null.</param>
    /// <param name="configure">Changes of a test or of the demo, applied last; or null.</param>
    public static WebApplication Build(string? configFile, string? stageWords, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddVigieFiles(configFile);
        builder.Logging.AddVigieLogging(builder.Configuration);
        configure?.Invoke(builder);
        ConfigurationCheck.Demand(builder.Configuration);

        var stages = StageSelection.Parse(stageWords ?? builder.Configuration[StageSelection.Key]);
        var bus = builder.Configuration.GetSection(BusOptions.Section).Get<BusOptions>() ?? new BusOptions();
        stages.Check(bus.Transport);

        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StagesEndWithin);
        builder.Services.AddSingleton(stages);
        builder.Services.AddSingleton<IHostLifetime, ServiceLifetime>();
        // First in, so last to stop: what the stages finish at the end is exported too.
        builder.Services.AddVigieTelemetry(builder.Configuration);
        builder.Services.AddStages(builder.Configuration, stages);
        builder.Services.AddVigieHealth(stages);

        var app = builder.Build();
        app.MapVigieHealth();
        app.MapStages(stages);
        return app;
    }

    private static void AddStages(this IServiceCollection services, IConfiguration configuration, StageSelection stages)
    {
        services.AddVigieStorage(configuration);
        services.AddVigieBus(configuration, stages);
        if (stages.Has(Stage.Collector))
            services.AddVigieCollector(configuration);
        if (stages.Has(Stage.Classifier))
            services.AddVigieClassifier(configuration);
        if (stages.Has(Stage.Notifier))
            services.AddVigieNotifier(configuration);
        if (stages.Has(Stage.Review))
            services.AddVigieReview();
    }

    private static void MapStages(this WebApplication app, StageSelection stages)
    {
        if (stages.Has(Stage.Collector))
            app.MapVigieInbound();
        if (stages.Has(Stage.Review))
            app.MapVigieReview();
    }
}
