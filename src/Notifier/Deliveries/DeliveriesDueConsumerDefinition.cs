using MassTransit;
using Microsoft.Extensions.Options;

namespace Vigie.Notifier.Deliveries;

/// <summary>Queue and concurrency of <see cref="DeliveriesDueConsumer"/>.</summary>
internal sealed class DeliveriesDueConsumerDefinition : ConsumerDefinition<DeliveriesDueConsumer>
{
    public DeliveriesDueConsumerDefinition(IOptions<NotifierOptions> options)
    {
        EndpointName = "notifier-deliveries-due";
        ConcurrentMessageLimit = options.Value.ParallelBatches;
    }
}
