using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vigie.Collector.Http;
using Vigie.Collector.Inbound;
using Vigie.Collector.Intake;
using Vigie.Collector.Scheduling;
using Vigie.Collector.Sources;
using Vigie.Collector.Streams;
using Vigie.Storage;
using Vigie.Storage.Sweeping;

namespace Vigie.Collector;

/// <summary>Registers the collector stage.</summary>
public static class CollectorServices
{
    /// <summary>Adds sources, schedule, streams and intake.</summary>
    public static IServiceCollection AddVigieCollector(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddVigieSources(configuration);
        services.TryAddSingleton<BackPressure>();
        services.TryAddSingleton<SourceRun>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISweep, UnflaggedTextSweep>());

        var options = new CollectorOptions();
        configuration.GetSection(CollectorOptions.Section).Bind(options);
        var storage = new StorageOptions();
        configuration.GetSection(StorageOptions.Section).Bind(storage);
        services.AddSchedule(options, storage);
        services.AddHostedService<StreamRunner>();
        services.AddVigieInbound();
        services.TryAddSingleton<IInboundSources, ConfiguredInboundSources>();
        return services;
    }

    /// <summary>Adds what can ask a source, without any schedule: <c>vigie check</c> needs no more.</summary>
    public static IServiceCollection AddVigieSources(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CollectorOptions>()
            .Bind(configuration.GetSection(CollectorOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<CollectorMetrics>();
        services.TryAddSingleton<SourceHttpFactory>();
        services.TryAddSingleton<SourceCatalog>();
        services.TryAddSingleton<SourceInstances>();
        services.TryAddSingleton<SourceHealth>();
        services.TryAddSingleton<IMentionIntake, MentionIntake>();
        return services;
    }
}
