using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Vigie.Collector.Inbound;

/// <summary>Registration of the inbound room. Needs an <see cref="IInboundSources"/> and an intake.</summary>
public static class InboundServices
{
    /// <summary>Adds what <see cref="InboundEndpoints.MapVigieInbound"/> serves.</summary>
    public static IServiceCollection AddVigieInbound(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<InboundMetrics>();
        services.TryAddSingleton<InboundKeyring>();
        services.TryAddSingleton<InboundGuard>();
        services.TryAddScoped<InboundReceiver>();
        return services;
    }
}
