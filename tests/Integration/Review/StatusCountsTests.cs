using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Core.Contracts;
using Vigie.Core.Deliveries;
using Vigie.Core.Handovers;
using Vigie.Core.Mentions;
using Vigie.Core.Sources;
using Vigie.Fakes.Clocks;
using Vigie.Fakes.Databases;
using Vigie.Review.Status;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.IntegrationTests.Review;

/// <summary>The questions behind the status page, on both databases.</summary>
public sealed class StatusCountsTests
{
    public static TheoryData<StorageProvider> Databases => [StorageProvider.Sqlite, StorageProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_empty_database_counts_nothing(StorageProvider provider)
    {
        await using var page = await StatusPage.OpenAsync(provider);

        var counts = await page.CountAsync();

        (counts.Collected, counts.Judged, counts.Flagged, counts.Waiting, counts.Unscored, counts.Alerts).ShouldBe((0, 0, 0, 0, 0, 0));
        counts.Deliveries.ShouldBe(new DeliveryCounts(0, 0, 0, 0));
        counts.Sources.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Every_figure_follows_what_is_saved(StorageProvider provider)
    {
        await using var page = await StatusPage.OpenAsync(provider);
        var now = page.Clock.GetUtcNow();
        await page.SaveAsync(
            new Source { Name = "brand", Platform = "feed", Condition = SourceCondition.Failing, Reason = "HTTP 500", LastSuccessAt = now },
            MentionAt(now.AddDays(-2)), MentionAt(now.AddHours(-3)), MentionAt(now), MentionAt(now, text: null), MentionAt(now, source: "other"),
            VerdictAt(now.AddDays(-2), flagged: true), VerdictAt(now, flagged: false),
            new Handover { Stage = HandoverStage.Classify, MentionId = Guid.NewGuid(), EnqueuedAt = now, DueAt = now },
            new Handover { Stage = HandoverStage.Classify, MentionId = Guid.NewGuid(), EnqueuedAt = now, DueAt = now, Attempts = 2, LastFailure = "bug" },
            new Handover { Stage = HandoverStage.Notify, MentionId = Guid.NewGuid(), EnqueuedAt = now, DueAt = now },
            new Alert { Id = Guid.CreateVersion7(now), Rule = "r", GroupKey = "g", Severity = 2, Open = false, OpenedAt = now });
        foreach (var (state, created) in new[] { (DeliveryState.Pending, now), (DeliveryState.Sending, now), (DeliveryState.Failed, now.AddDays(-9)), (DeliveryState.Sent, now.AddDays(-300)), (DeliveryState.Sent, now) })
            await page.SaveAsync(DeliveryAt(created, state));

        var first = await page.CountAsync();

        (first.Collected, first.Judged, first.Flagged, first.Waiting, first.Unscored, first.Alerts, first.Estimated).ShouldBe((5, 2, 1, 2, 1, 1, false));
        first.Deliveries.ShouldBe(new DeliveryCounts(1, 1, 2, 1));
        first.Sources.ShouldHaveSingleItem().ShouldBe(new SourceStatus("brand", "feed", "Failing", "HTTP 500", now, 2));

        page.Clock.Advance(TimeSpan.FromMinutes(20));
        now = page.Clock.GetUtcNow();
        await page.SaveAsync(MentionAt(now), VerdictAt(now, flagged: true), DeliveryAt(now, DeliveryState.Sent));
        await page.SendAllAsync();
        var second = await page.CountAsync();

        (second.Collected, second.Judged, second.Flagged).ShouldBe((6, 3, 2));
        second.Deliveries.ShouldBe(new DeliveryCounts(0, 0, 5, 1));
        second.Sources.Single().New.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Two_looks_within_two_seconds_ask_once(StorageProvider provider)
    {
        await using var page = await StatusPage.OpenAsync(provider);
        var first = await page.CountAsync();
        await page.SaveAsync(MentionAt(page.Clock.GetUtcNow()));

        (await page.CountAsync()).ShouldBeSameAs(first);
        page.Clock.Advance(TimeSpan.FromSeconds(2));
        (await page.CountAsync()).Collected.ShouldBe(1);
    }

    [Fact]
    public async Task A_large_table_is_estimated_by_PostgreSQL_and_not_counted()
    {
        await using var page = await StatusPage.OpenAsync(StorageProvider.Postgres);
        await page.ExecuteAsync(
            """
            insert into mentions (id, source, external_id, version, text, truncated, content_hash, raw_hash, direction, collected_at)
            select gen_random_uuid(), 'brand', n::text, 1, null, false, '\x01', '\x01', 0, now() - interval '9 days' from generate_series(1, 120000) n
            """);
        await page.ExecuteAsync("analyze mentions");

        var counts = await page.CountAsync();

        counts.Estimated.ShouldBeTrue();
        counts.Collected.ShouldBeInRange(115_000, 125_000);
    }

    [Fact]
    public async Task Deliveries_are_found_by_their_indexes()
    {
        await using var page = await StatusPage.OpenAsync(StorageProvider.Postgres);
        await page.ExecuteAsync(
            """
            insert into deliveries (id, alert_id, receiver, state, not_before, attempts, created_at)
            select gen_random_uuid(), gen_random_uuid(), 'r', case when n % 100 = 0 then 3 else 2 end, now(), 1, now() from generate_series(1, 50000) n
            """);
        await page.ExecuteAsync("vacuum analyze deliveries");
        // The conditions by which the page counts them.
        var plans = await page.PlansAsync();

        plans.ShouldNotBeEmpty();
        plans.ShouldAllBe(plan => plan.Contains("Index", StringComparison.Ordinal) && !plan.Contains("Seq Scan on deliveries", StringComparison.Ordinal));
    }

    private static Mention MentionAt(DateTimeOffset at, string source = "brand", string? text = "text") => new()
    {
        Id = Guid.CreateVersion7(at), Source = source, ExternalId = Guid.NewGuid().ToString(), Version = 1, Text = text, ContentHash = [1], RawHash = [1], CollectedAt = at,
    };

    private static Verdict VerdictAt(DateTimeOffset at, bool flagged) => new()
    {
        Id = Guid.CreateVersion7(at), MentionId = Guid.NewGuid(), Ruleset = "r1", Flagged = flagged, Score = 1, Severity = 2, Abuse = [], Target = TargetKind.Staff, Mentioned = [],
        Intent = Intent.Other, Language = "fr", Incomplete = false, JudgedAt = at,
    };

    private static Delivery DeliveryAt(DateTimeOffset at, DeliveryState state) => new()
    {
        Id = Guid.CreateVersion7(at), AlertId = Guid.NewGuid(), Receiver = "r", State = state, NotBefore = at, CreatedAt = at,
    };

    private sealed class StatusPage : IAsyncDisposable
    {
        private readonly TestDatabase _database;
        private readonly ServiceProvider _services;

        private StatusPage(TestDatabase database)
        {
            _database = database;
            _services = database.Services((services, _) =>
            {
                services.AddSingleton<TimeProvider>(Clock);
                services.AddSingleton<IBell>(new RecordingBell());
                services.AddSingleton<StatusCounts>();
            });
        }

        public ManualClock Clock { get; } = new();

        public static async Task<StatusPage> OpenAsync(StorageProvider provider) => new(await TestDatabase.CreateAsync(provider));

        public async Task<StatusSnapshot> CountAsync() => (await _services.GetRequiredService<StatusCounts>().NowAsync(CancellationToken.None)).ShouldNotBeNull();

        public async Task SaveAsync(params object[] rows)
        {
            await using var db = await OpenAsync();
            db.AddRange(rows);
            await db.SaveChangesAsync();
        }

        public async Task SendAllAsync()
        {
            await using var db = await OpenAsync();
            await db.Deliveries.Where(delivery => delivery.State == DeliveryState.Pending || delivery.State == DeliveryState.Sending)
                .ExecuteUpdateAsync(update => update.SetProperty(delivery => delivery.State, DeliveryState.Sent));
        }

        public async Task ExecuteAsync(string sql)
        {
            await using var db = await OpenAsync();
            await db.Database.ExecuteSqlRawAsync(sql);
        }

        public async Task<IReadOnlyList<string>> PlansAsync()
        {
            var plans = new List<string>();
            foreach (var condition in new[] { "state = 0", "state = 1", "state = 3", "id >= 'ffffffff-0000-0000-0000-000000000000'" })
            {
                await using var db = await OpenAsync();
                await using var command = db.Database.GetDbConnection().CreateCommand();
                await db.Database.OpenConnectionAsync();
#pragma warning disable CA2100 // The conditions stand above.
                command.CommandText = $"explain select count(*) from deliveries where {condition}";
#pragma warning restore CA2100
                await using var reader = await command.ExecuteReaderAsync();
                var lines = new List<string>();
                while (await reader.ReadAsync())
                    lines.Add(reader.GetString(0));
                plans.Add(string.Join('\n', lines));
            }

            return plans;
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await _database.DisposeAsync();
        }

        private Task<MonitorDb> OpenAsync() => _services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();
    }
}
