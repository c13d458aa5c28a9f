using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Vigie.Core.Contracts;
using Vigie.Core.Handovers;
using Vigie.Notifier.Channels;
using Vigie.Notifier.Channels.Console;
using Vigie.Notifier.Deliveries;
using Vigie.Notifier.Routing;
using Vigie.Storage;
using Vigie.Storage.Sweeping;

namespace Vigie.Notifier;

/// <summary>Registers the notifier.</summary>
public static class NotifierServices
{
    /// <summary>Adds the notifier's options and services. The database must be added too, and an <see cref="IBell"/>.</summary>
    public static IServiceCollection AddVigieNotifier(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<NotifierOptions>()
            .Bind(configuration.GetSection(NotifierOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NotifierOptions>, NotifierAnnotations>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NotifierOptions>, NotifierOptionsValidator>());

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new ConsoleOutput(TextWriter.Synchronized(Console.Out)));
        services.TryAddSingleton<NotifierMetrics>();
        services.TryAddSingleton<ReceiverBook>();
        services.TryAddSingleton(provider => new RoutingRules(provider.GetRequiredService<IOptions<NotifierOptions>>().Value));
        services.TryAddSingleton<AlertRouting>();
        services.TryAddSingleton<AlertReader>();
        services.TryAddSingleton<DeliveryClaims>();
        services.TryAddSingleton<DeliveryLog>();
        services.TryAddSingleton<DeliveryDispatch>();
        services.AddSingleton<ISweep, DueDeliveriesSweep>();
        services.AddHandoverSweep(HandoverStage.Notify, ids => new MentionsFlagged(ids));
        services.AddHostedService<DeliveryClock>();
        return services;
    }

    /// <summary>Adds the notifier's consumers to the bus.</summary>
    public static void AddNotifierConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<MentionsFlaggedConsumer, MentionsFlaggedConsumerDefinition>();
        bus.AddConsumer<DeliveriesDueConsumer, DeliveriesDueConsumerDefinition>();
    }
}
