using MassTransit;
using Vigie.Core.Contracts;

namespace Vigie.Notifier.Routing;

/// <summary>Hears the classifier's bell.</summary>
internal sealed class MentionsFlaggedConsumer(AlertRouting routing) : IConsumer<MentionsFlagged>
{
    public Task Consume(ConsumeContext<MentionsFlagged> context) =>
        routing.RouteAsync(context.Message.MentionIds, context.CancellationToken);
}
