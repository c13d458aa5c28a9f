using MassTransit;
using Microsoft.Extensions.Hosting;
using Vigie.Core.Contracts;

namespace Vigie.Notifier.Deliveries;

/// <summary>Hears the first tier's bell. Stops with the process, not only when the bus loses patience.</summary>
internal sealed class DeliveriesDueConsumer(DeliveryDispatch dispatch, IHostApplicationLifetime lifetime) : IConsumer<DeliveriesDue>
{
    public async Task Consume(ConsumeContext<DeliveriesDue> context)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        await dispatch.DispatchAsync(context.Message.DeliveryIds, stopping.Token);
    }
}
