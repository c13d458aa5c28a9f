using MassTransit;
using Vigie.Core.Contracts;

namespace Vigie.Classifier.Judging;

/// <summary>Answers the collector's bell.</summary>
internal sealed class MentionsCollectedConsumer(MentionJudge judge) : IConsumer<MentionsCollected>
{
    public Task Consume(ConsumeContext<MentionsCollected> context) =>
        judge.JudgeAsync(context.Message.MentionIds, context.CancellationToken);
}
