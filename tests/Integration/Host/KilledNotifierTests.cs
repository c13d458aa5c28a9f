using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Core.Deliveries;
using Vigie.Core.Handovers;
using Vigie.Core.Mentions;
using Vigie.Fakes.Databases;
using Vigie.Fakes.Servers;
using Vigie.Fakes.Waiting;
using Vigie.Storage;
using Vigie.Storage.Entities;
using Vigie.Storage.Handovers;

namespace Vigie.IntegrationTests.Host;

/// <summary>A notifier process that is killed after the receiver has the alert and before that is written down.</summary>
[Collection(BrokerTests.Name)]
public sealed class KilledNotifierTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_next_process_sends_the_same_id_once_more_and_records_one_delivery()
    {
        await using var hook = await FakeWebhookReceiver.StartAsync();
        hook.AnswerNext(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        await using var database = await TestDatabase.CreateAsync(StorageProvider.Postgres);
        await using var services = database.Services();
        await FlagAsync(services);
        await using var stages = new StageProcesses(database, hook, ("Sweeper:RingAfter", "00:00:01"), ("Notifier:SendTimeout", "00:00:02"), ("Notifier:ClaimMargin", "00:00:05"));

        // The receiver has taken it and not answered: killed here, nobody knows whether it arrived.
        var first = stages.Start("notifier");
        await hook.FirstCall.Task.WaitAsync(Patience);
        await first.KillAsync();
        (await StatesAsync(services)).ShouldBe([DeliveryState.Sending]);
        var second = stages.Start("notifier");
        await Eventually.BecomesTrueAsync(async () => (await StatesAsync(services)).Single() == DeliveryState.Sent, Patience, "the delivery is recorded");
        await second.TerminateAsync(TimeSpan.FromSeconds(20));

        hook.Calls.Count.ShouldBe(2);
        hook.Calls.Select(call => call.Id).Distinct().ShouldHaveSingleItem();
        hook.Calls.Select(call => call.Body).Distinct().ShouldHaveSingleItem();
        await using var db = await services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();
        (await db.Deliveries.SingleAsync()).Attempts.ShouldBe(2);
        (await db.DeliveryAttempts.SingleAsync()).Number.ShouldBe(2);
        (await db.Alerts.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Stopped_while_the_receiver_is_silent_it_hands_the_delivery_back_and_ends_well()
    {
        await using var hook = await FakeWebhookReceiver.StartAsync();
        hook.AnswerNext(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        await using var database = await TestDatabase.CreateAsync(StorageProvider.Postgres);
        await using var services = database.Services();
        await FlagAsync(services);
        await using var stages = new StageProcesses(database, hook, ("Sweeper:RingAfter", "00:00:01"), ("Notifier:StopGrace", "00:00:04"));
        stages.Start("notifier");
        await hook.FirstCall.Task.WaitAsync(Patience);

        await stages.TerminateAsync();

        await using var db = await services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();
        var back = await db.Deliveries.SingleAsync();
        (back.State, back.Attempts, back.ClaimedUntil).ShouldBe((DeliveryState.Pending, 0, null));
    }

    private static async Task FlagAsync(IServiceProvider services)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var db = await services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();
        var mention = new Mention { Id = Guid.CreateVersion7(now), Source = "page", ExternalId = "1", Version = 1, Text = "text", ContentHash = [1], RawHash = [1], CollectedAt = now };
        db.Mentions.Add(mention);
        db.Verdicts.Add(new Verdict
        {
            Id = Guid.CreateVersion7(now), MentionId = mention.Id, Ruleset = "r1", Flagged = true, Score = 1, Severity = 4, Abuse = [AbuseCategory.Threat], Target = TargetKind.Staff,
            Mentioned = [], Intent = Intent.Other, Language = "fr", Incomplete = false, JudgedAt = now,
        });
        await db.SaveChangesAsync();
        await services.GetRequiredService<HandoverShelf>().PutAsync(db, HandoverStage.Notify, [mention.Id], CancellationToken.None);
    }

    private static async Task<IReadOnlyList<DeliveryState>> StatesAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();
        return await db.Deliveries.AsNoTracking().Select(delivery => delivery.State).ToListAsync();
    }
}
