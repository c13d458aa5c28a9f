using Microsoft.Extensions.DependencyInjection;
using Vigie.Core.Handovers;

namespace Vigie.Storage.Sweeping;

/// <summary>Registers sweeps.</summary>
public static class SweepServices
{
    /// <summary>Rings again for what waits too long on the shelf of a stage.</summary>
    /// <param name="services">The stage's services.</param>
    /// <param name="stage">The stage that takes from the shelf.</param>
    /// <param name="message">Makes the stage's bell of ids.</param>
    public static void AddHandoverSweep<TMessage>(this IServiceCollection services, HandoverStage stage, Func<IReadOnlyList<Guid>, TMessage> message)
        where TMessage : class =>
        services.AddSingleton<ISweep>(provider => ActivatorUtilities.CreateInstance<HandoverSweep<TMessage>>(provider, stage, message));
}
