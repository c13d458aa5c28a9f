using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Core.Deliveries;
using Vigie.Core.Handovers;
using Vigie.Core.Mentions;
using Vigie.Fakes.Databases;
using Vigie.Storage;
using Vigie.Storage.Entities;
using Vigie.Storage.Handovers;
using Vigie.Storage.Leases;

namespace Vigie.IntegrationTests.Storage;

/// <summary>The behaviour that both databases must share, each on a real one.</summary>
public sealed class DialectTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task Inserts_what_is_new_and_says_which_rows_those_were(StorageProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var services = database.Services();
        var dialect = services.GetRequiredService<StorageDialect>();
        await using var db = await OpenAsync(services);
        var first = NewMention("a");
        var same = NewMention("a");
        var other = NewMention("b");

        var once = await dialect.InsertNewAsync(db, [first], default);
        var twice = await dialect.InsertNewAsync(db, [same, other], default);

        once.ShouldBe([first.Id]);
        twice.ShouldBe([other.Id]);
        (await db.Mentions.CountAsync()).ShouldBe(2);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task A_bulk_insert_keeps_every_value(StorageProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var services = database.Services();
        var dialect = services.GetRequiredService<StorageDialect>();
        await using var db = await OpenAsync(services);
        var mention = NewMention("a", text: "é 😀 \"quoted\" \\ {braces}\nline", createdAt: Now.ToOffset(TimeSpan.FromHours(2)));
        var verdict = NewVerdict(mention.Id);

        await dialect.InsertNewAsync(db, [mention], default);
        await dialect.InsertNewAsync(db, [verdict], default);

        var read = await db.Mentions.AsNoTracking().SingleAsync();
        read.Text.ShouldBe(mention.Text);
        read.CreatedAt.ShouldBe(Now);
        read.RevisedAt.ShouldBeNull();
        read.ContentHash.ShouldBe(mention.ContentHash);
        read.Direction.ShouldBe(Direction.Inbound);
        var judged = await db.Verdicts.AsNoTracking().SingleAsync();
        judged.Abuse.ShouldBe([AbuseCategory.Insult, AbuseCategory.Threat]);
        judged.Mentioned.ShouldBe(["r\"1", "r2"]);
        judged.Target.ShouldBe(TargetKind.Employee);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task A_mention_on_the_shelf_is_taken_once_however_many_try(StorageProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var services = database.Services();
        var shelf = services.GetRequiredService<HandoverShelf>();
        var ids = Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7()).ToList();
        await using (var db = await OpenAsync(services))
            await shelf.PutAsync(db, HandoverStage.Classify, ids, default);

        var takers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var db = await OpenAsync(services);
            await using var transaction = await db.Database.BeginTransactionAsync();
            var taken = await shelf.TakeAsync(db, HandoverStage.Classify, ids, default);
            await transaction.CommitAsync();
            return taken;
        })));

        takers.Sum(taken => taken.Count).ShouldBe(200);
        takers.SelectMany(taken => taken).Distinct().Count().ShouldBe(200);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task A_take_that_is_rolled_back_leaves_the_mention_on_the_shelf(StorageProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var services = database.Services();
        var shelf = services.GetRequiredService<HandoverShelf>();
        var id = Guid.CreateVersion7();
        await using var db = await OpenAsync(services);
        await shelf.PutAsync(db, HandoverStage.Notify, [id], default);

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            (await shelf.TakeAsync(db, HandoverStage.Notify, [id], default)).ShouldBe([id]);
            await transaction.RollbackAsync();
        }

        (await shelf.BacklogAsync(HandoverStage.Notify, db, default)).Count.ShouldBe(1);
        (await shelf.BacklogAsync(HandoverStage.Classify, db, default)).Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task Rings_again_for_what_waits_and_not_twice_in_the_same_minute(StorageProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var services = database.Services();
        var dialect = services.GetRequiredService<StorageDialect>();
        await using var db = await OpenAsync(services);
        var (oldOne, newOne) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await dialect.InsertNewRowsAsync(db, [Waiting(oldOne, Now.AddMinutes(-5)), Waiting(newOne, Now)], default);

        var first = await dialect.RingAgainAsync(db, HandoverStage.Classify, Now.AddMinutes(-1), Now, 10, default);
        var second = await dialect.RingAgainAsync(db, HandoverStage.Classify, Now.AddMinutes(-1), Now, 10, default);

        first.ShouldBe([oldOne]);
        second.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task What_failed_waits_longer_each_time_and_says_why(StorageProvider provider)
    {
        var clock = new Fakes.Clocks.ManualClock(Now);
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var services = database.Services((collection, _) => collection.AddSingleton<TimeProvider>(clock));
        var shelf = services.GetRequiredService<HandoverShelf>();
        await using var db = await OpenAsync(services);
        var (often, once) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await shelf.PutAsync(db, HandoverStage.Classify, [often, once], default);

        await shelf.PutBackAsync(db, HandoverStage.Classify, [often], "first", default);
        await shelf.PutBackAsync(db, HandoverStage.Classify, [often, once], "second", default);

        var rows = await db.Handovers.AsNoTracking().ToDictionaryAsync(row => row.MentionId);
        (rows[often].Attempts, rows[often].LastFailure, rows[often].DueAt).ShouldBe((2, "second", Now.AddSeconds(20)));
        (rows[once].Attempts, rows[once].LastFailure, rows[once].DueAt).ShouldBe((1, "second", Now.AddSeconds(10)));
        (await shelf.BacklogAsync(HandoverStage.Classify, db, default)).Failed.ShouldBe(2);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task A_due_delivery_is_claimed_once_and_again_when_its_claimer_died(StorageProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var services = database.Services();
        var dialect = services.GetRequiredService<StorageDialect>();
        await using var db = await OpenAsync(services);
        var (due, later) = (NewDelivery(Now), NewDelivery(Now.AddMinutes(1)));
        await dialect.InsertNewAsync(db, [due, later], default);

        var first = await dialect.ClaimDeliveriesAsync(db, null, Now, Now.AddMinutes(2), 10, default);
        var again = await dialect.ClaimDeliveriesAsync(db, [due.Id], Now, Now.AddMinutes(2), 10, default);
        var afterDeath = await dialect.ClaimDeliveriesAsync(db, [due.Id], Now.AddMinutes(3), Now.AddMinutes(5), 10, default);

        first.ShouldBe([due.Id]);
        again.ShouldBeEmpty();
        afterDeath.ShouldBe([due.Id]);
        (await db.Deliveries.AsNoTracking().SingleAsync(row => row.Id == due.Id)).Attempts.ShouldBe(2);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task A_lease_has_one_holder_until_it_ends_or_is_given_back(StorageProvider provider)
    {
        var clock = new Fakes.Clocks.ManualClock(Now);
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var services = database.Services((collection, _) => collection.AddSingleton<TimeProvider>(clock));
        var leases = services.GetRequiredService<LeaseBook>();
        var length = TimeSpan.FromSeconds(15);

        (await leases.TryHoldAsync("stream:x", "one", length, default)).ShouldBeTrue();
        (await leases.TryHoldAsync("stream:x", "two", length, default)).ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(10));
        (await leases.TryHoldAsync("stream:x", "one", length, default)).ShouldBeTrue("the holder renews");
        clock.Advance(TimeSpan.FromSeconds(14));
        (await leases.TryHoldAsync("stream:x", "two", length, default)).ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        (await leases.TryHoldAsync("stream:x", "two", length, default)).ShouldBeTrue("the holder has died");
        await leases.ReleaseAsync("stream:x", "two", default);
        (await leases.TryHoldAsync("stream:x", "one", length, default)).ShouldBeTrue("it was given back");
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task A_lease_taken_by_many_at_once_has_one_holder(StorageProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var services = database.Services();
        var leases = services.GetRequiredService<LeaseBook>();

        var held = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            Task.Run(() => leases.TryHoldAsync("stream:y", $"process-{i}", TimeSpan.FromMinutes(1), default))));

        held.Count(got => got).ShouldBe(1);
    }

    private static Task<MonitorDb> OpenAsync(IServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();

    private static Handover Waiting(Guid id, DateTimeOffset since) =>
        new() { Stage = HandoverStage.Classify, MentionId = id, EnqueuedAt = since, DueAt = since };

    private static Mention NewMention(string externalId, string text = "text", DateTimeOffset? createdAt = null) => new()
    {
        Id = Guid.CreateVersion7(Now),
        Source = "page",
        ExternalId = externalId,
        Version = 1,
        Text = text,
        ContentHash = [1, 2, 3],
        RawHash = [4],
        CreatedAt = createdAt,
        CollectedAt = Now,
    };

    private static Verdict NewVerdict(Guid mentionId) => new()
    {
        Id = Guid.CreateVersion7(Now),
        MentionId = mentionId,
        Ruleset = "r",
        Flagged = true,
        Score = 0.5f,
        Severity = 3,
        Abuse = [AbuseCategory.Insult, AbuseCategory.Threat],
        Target = TargetKind.Employee,
        Mentioned = ["r\"1", "r2"],
        Intent = Intent.Complaint,
        Language = "fr",
        Incomplete = false,
        JudgedAt = Now,
    };

    private static Delivery NewDelivery(DateTimeOffset notBefore) => new()
    {
        Id = Guid.CreateVersion7(Now),
        AlertId = Guid.CreateVersion7(Now),
        Receiver = "care",
        State = DeliveryState.Pending,
        NotBefore = notBefore,
        CreatedAt = Now,
    };
}
