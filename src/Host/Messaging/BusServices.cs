using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Vigie.Classifier;
using Vigie.Core.Contracts;
using Vigie.Notifier;

namespace Vigie.Host.Messaging;

/// <summary>Sets MassTransit up: transport, queues, the consumers of the selected stages.</summary>
internal static class BusServices
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(8);

    public static void AddVigieBus(this IServiceCollection services, IConfiguration configuration, StageSelection stages)
    {
        services.AddOptions<BusOptions>().Bind(configuration.GetSection(BusOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IBell, BusBell>();
        var options = configuration.GetSection(BusOptions.Section).Get<BusOptions>() ?? new BusOptions();

        services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            // A broker that is away must not keep the stages from starting: the readiness check says so instead.
            host.WaitUntilStarted = false;
            host.StopTimeout = StopWithin;
        });
        services.AddMassTransit(bus =>
        {
            bus.SetKebabCaseEndpointNameFormatter();
            bus.DisableUsageTelemetry();
            if (stages.Has(Stage.Classifier))
                bus.AddClassifierConsumers();
            if (stages.Has(Stage.Notifier))
                bus.AddNotifierConsumers();
            bus.AddConfigureEndpointsCallback((_, _, endpoint) => ConfigureEndpoint(endpoint, options));
            if (options.Transport == BusTransport.RabbitMq)
                bus.UsingRabbitMq((context, rabbit) => ConfigureRabbit(rabbit, context, options));
            else
                bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
        });
    }

    private static void ConfigureEndpoint(IReceiveEndpointConfigurator endpoint, BusOptions options)
    {
        endpoint.PrefetchCount = options.Prefetch;
        endpoint.ConcurrentMessageLimit = options.Concurrency;
        // A bell that could not be worked on is rung again by the sweeper: kept in an error queue it would only be noise.
        endpoint.DiscardFaultedMessages();
        endpoint.DiscardSkippedMessages();
        endpoint.PublishFaults = false;
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
            rabbit.SetQuorumQueue();
    }

    private static void ConfigureRabbit(IRabbitMqBusFactoryConfigurator rabbit, IBusRegistrationContext context, BusOptions options)
    {
        rabbit.Host(options.Host, (ushort)options.Port, options.VirtualHost, host =>
        {
            host.Username(options.UserName);
            host.Password(options.RevealPassword());
            host.PublisherConfirmation = true;
            if (options.Tls)
                host.UseSsl(ssl => ssl.ServerName = options.Host);
        });
        rabbit.ConfigureEndpoints(context);
    }
}
