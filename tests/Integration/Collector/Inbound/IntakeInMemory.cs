using System.Collections.Concurrent;
using Vigie.Collector.Intake;

namespace Vigie.IntegrationTests.Collector.Inbound;

/// <summary>The seam behind the endpoint: keeps what was asked to be saved, and knows its webhook ids as the database does.</summary>
internal sealed class IntakeInMemory : IMentionIntake
{
    public ConcurrentQueue<IntakeRequest> Requests { get; } = new();

    /// <summary>How the next saves end.</summary>
    public IntakeOutcome Outcome { get; set; } = IntakeOutcome.Saved;

    public Task<IntakeResult> SaveAsync(IntakeRequest request, CancellationToken cancellationToken)
    {
        var outcome = Outcome != IntakeOutcome.Saved ? Outcome
            : Requests.Any(earlier => earlier.Source == request.Source && earlier.WebhookId == request.WebhookId) ? IntakeOutcome.AlreadyTaken
            : IntakeOutcome.Saved;
        if (outcome == IntakeOutcome.Saved)
            Requests.Enqueue(request);
        return Task.FromResult(new IntakeResult(outcome, [], 0, 0, 0));
    }
}
