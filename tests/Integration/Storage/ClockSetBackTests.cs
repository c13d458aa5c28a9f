using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Core.Deliveries;
using Vigie.Core.Handovers;
using Vigie.Fakes.Databases;
using Vigie.IntegrationTests.Collector.Intake;
using Vigie.Storage;
using Vigie.Storage.Entities;
using Vigie.Storage.Leases;

namespace Vigie.IntegrationTests.Storage;

/// <summary>A clock that ran a day ahead and was set right: what it wrote must not wait for that day to come again.</summary>
public sealed class ClockSetBackTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Wrong = Now.AddDays(1);

    [Theory, BothDatabases]
    public async Task A_mention_put_on_the_shelf_by_a_wrong_clock_is_rung_for(StorageProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var services = database.Services();
        var dialect = services.GetRequiredService<StorageDialect>();
        await using var db = await services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();
        var (wrong, pausing) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await dialect.InsertNewRowsAsync(db, [Waiting(wrong, Wrong), Waiting(pausing, Now.AddMinutes(15))], default);

        var rung = await dialect.RingAgainAsync(db, HandoverStage.Classify, Now.AddMinutes(-1), Now, 10, default);
        var again = await dialect.RingAgainAsync(db, HandoverStage.Classify, Now.AddMinutes(-1), Now, 10, default);

        rung.ShouldBe([wrong]);
        again.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task A_delivery_written_or_claimed_by_a_wrong_clock_is_claimed(StorageProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var services = database.Services();
        var dialect = services.GetRequiredService<StorageDialect>();
        await using var db = await services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();
        var written = NewDelivery(Wrong, Wrong.AddMinutes(1));
        var claimed = NewDelivery(Now, Now);
        claimed.State = DeliveryState.Sending;
        claimed.ClaimedUntil = Wrong;
        var retried = NewDelivery(Now, Now.AddHours(6));
        await dialect.InsertNewAsync(db, [written, claimed, retried], default);

        var due = await dialect.ClaimDeliveriesAsync(db, null, Now, Now.AddMinutes(2), 10, default);

        due.ShouldBe([written.Id, claimed.Id], ignoreOrder: true);
    }

    [Theory, BothDatabases]
    public async Task A_living_holder_keeps_its_lease_whatever_the_time_of_day_says(StorageProvider provider)
    {
        var clock = new Fakes.Clocks.ManualClock(Now);
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var services = database.Services((collection, _) => collection.AddSingleton<TimeProvider>(clock));
        var leases = services.GetRequiredService<LeaseBook>();
        var length = TimeSpan.FromSeconds(15);
        (await leases.TryHoldAsync("stream:x", "one", length, default)).ShouldBeTrue();

        clock.Jump(TimeSpan.FromDays(-1));
        for (var i = 0; i < 10; i++)
        {
            (await leases.TryHoldAsync("stream:x", "two", length, default)).ShouldBeFalse();
            clock.Advance(TimeSpan.FromSeconds(5));
            (await leases.TryHoldAsync("stream:x", "one", length, default)).ShouldBeTrue();
        }
    }

    private static Handover Waiting(Guid id, DateTimeOffset due) =>
        new() { Stage = HandoverStage.Classify, MentionId = id, EnqueuedAt = due, DueAt = due };

    private static Delivery NewDelivery(DateTimeOffset createdAt, DateTimeOffset notBefore) => new()
    {
        Id = Guid.CreateVersion7(),
        AlertId = Guid.CreateVersion7(),
        Receiver = "care",
        State = DeliveryState.Pending,
        NotBefore = notBefore,
        CreatedAt = createdAt,
    };
}
