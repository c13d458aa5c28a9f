using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Vigie.Classifier.Judging;
using Vigie.Core.Contracts;
using Vigie.Core.Handovers;
using Vigie.Storage;
using Vigie.Storage.Sweeping;

namespace Vigie.Classifier;

/// <summary>Registers the classifier stage.</summary>
public static class ClassifierServices
{
    /// <summary>Adds the stage: judging of the shelf and its sweep.</summary>
    public static IServiceCollection AddVigieClassifier(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddVigieJudgement(configuration);
        services.TryAddSingleton<ClassifierMetrics>();
        services.TryAddSingleton<RegisterCache>();
        services.TryAddSingleton<MentionJudge>();
        services.AddHandoverSweep(HandoverStage.Classify, ids => new MentionsCollected(ids));
        return services;
    }

    /// <summary>Adds the judgement alone, without database or bus: <c>vigie classify</c> needs no more.</summary>
    public static IServiceCollection AddVigieJudgement(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ClassifierOptions>().Bind(configuration.GetSection(ClassifierOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new MentionClassifier(
            provider.GetRequiredService<IOptions<ClassifierOptions>>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>Adds the consumers of the stage to the bus.</summary>
    public static void AddClassifierConsumers(this IBusRegistrationConfigurator bus) => bus.AddConsumer<MentionsCollectedConsumer>();
}
