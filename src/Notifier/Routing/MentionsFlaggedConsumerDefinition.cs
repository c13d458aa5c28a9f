using MassTransit;
using Microsoft.Extensions.Options;

namespace Vigie.Notifier.Routing;

/// <summary>Queue and concurrency of <see cref="MentionsFlaggedConsumer"/>.</summary>
internal sealed class MentionsFlaggedConsumerDefinition : ConsumerDefinition<MentionsFlaggedConsumer>
{
    public MentionsFlaggedConsumerDefinition(IOptions<NotifierOptions> options)
    {
        EndpointName = "notifier-mentions-flagged";
        ConcurrentMessageLimit = options.Value.ParallelBatches;
    }
}
