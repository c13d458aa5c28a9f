using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Vigie.Collector;
using Vigie.Core.Contracts;
using Vigie.Core.Deliveries;
using Vigie.Core.Handovers;
using Vigie.Core.Sources;
using Vigie.Fakes.Clocks;
using Vigie.Fakes.Databases;
using Vigie.Host.Health;
using Vigie.Storage;
using Vigie.Storage.Entities;
using Vigie.Storage.Handovers;

namespace Vigie.IntegrationTests.Host;

/// <summary>What readiness says of sources, streams, shelves and deliveries; each on both databases, with a clock that the test moves.</summary>
public sealed class HealthTests
{
    private static readonly (string, string)[] OneFeed =
        [("Collector:Sources:brand:Platform", "feed"), ("Collector:Sources:brand:Address", "https://brand.example/feed/"), ("Collector:Sources:brand:ExpectEvery", "02:00:00")];

    private static readonly (string, string)[] OneStream =
    [
        ("Collector:Sources:sky:Platform", "bluesky"), ("Collector:Sources:sky:Jetstream", "wss://jetstream.example/subscribe"), ("Collector:Sources:sky:JetstreamMatch:Words:0", "garance"),
    ];

    public static TheoryData<StorageProvider> Databases => [StorageProvider.Sqlite, StorageProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_source_is_well_until_it_missed_three_of_its_runs(StorageProvider provider)
    {
        await using var health = await StartAsync(provider, OneFeed);
        (await health.SourcesAsync()).ShouldBe((HealthStatus.Healthy, "1 of 1 sources are well"));

        // Three times five minutes and ten seconds.
        health.Clock.Advance(new TimeSpan(0, 15, 30));
        (await health.SourcesAsync()).Status.ShouldBe(HealthStatus.Healthy);
        health.Clock.Advance(TimeSpan.FromSeconds(1));
        (await health.SourcesAsync()).ShouldBe((HealthStatus.Unhealthy, "brand: no success for 00:15:31"));

        await health.SaveAsync(new Source { Name = "brand", Platform = "feed", Condition = SourceCondition.Healthy, LastSuccessAt = health.Clock.GetUtcNow() });
        (await health.SourcesAsync()).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_success_before_this_start_gives_the_first_runs_their_time(StorageProvider provider)
    {
        await using var health = await StartAsync(provider, OneFeed);
        await health.SaveAsync(new Source
        {
            Name = "brand", Platform = "feed", Condition = SourceCondition.Failing, ConsecutiveFailures = 4, LastSuccessAt = health.Clock.GetUtcNow().AddDays(-2), LastMentionAt = health.Clock.GetUtcNow(),
        });
        (await health.SourcesAsync()).Status.ShouldBe(HealthStatus.Healthy);

        health.Clock.Advance(TimeSpan.FromMinutes(16));

        (await health.SourcesAsync()).ShouldBe((HealthStatus.Unhealthy, "brand: no success for 2.00:16:00 (4 failures in a row)"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_stopped_a_limited_and_a_silent_source_are_named_with_their_reason(StorageProvider provider)
    {
        await using var health = await StartAsync(
            provider,
            [
                .. new[] { "connect", "gone", "limited", "silent" }.SelectMany(name => new[] { ($"Collector:Sources:{name}:Platform", "feed"), ($"Collector:Sources:{name}:Address", "https://brand.example/feed/") }),
                ("Collector:Sources:silent:ExpectEvery", "02:00:00"),
            ]);
        health.Clock.Advance(TimeSpan.FromHours(3));
        var now = health.Clock.GetUtcNow();
        await health.SaveAsync(
            new Source { Name = "connect", Platform = "feed", Condition = SourceCondition.NeedsReconnect, LastSuccessAt = now },
            new Source { Name = "gone", Platform = "feed", Condition = SourceCondition.Gone, LastSuccessAt = now },
            new Source { Name = "limited", Platform = "feed", Condition = SourceCondition.RateLimited, LastSuccessAt = now.AddHours(-1) },
            new Source { Name = "silent", Platform = "feed", Condition = SourceCondition.Healthy, LastSuccessAt = now, LastMentionAt = now.AddMinutes(-121) });

        var (status, reason) = await health.SourcesAsync();

        status.ShouldBe(HealthStatus.Unhealthy);
        reason.Split("; ").ShouldBe(
            [
                "connect: credentials refused, connect the account again", "gone: the page does not exist any more", "limited: no success for 01:00:00 (the platform says to wait)",
                "silent: nothing new for 02:01:00, expected every 02:00:00",
            ],
            ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_source_that_is_called_cannot_miss_a_run_but_can_be_silent(StorageProvider provider)
    {
        await using var health = await StartAsync(
            provider,
            ("Collector:Sources:chat:Platform", "inbound"), ("Collector:Sources:chat:Secrets:0", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), ("Collector:Sources:chat:ExpectEvery", "04:00:00"));
        health.Clock.Advance(TimeSpan.FromHours(4));
        (await health.SourcesAsync()).Status.ShouldBe(HealthStatus.Healthy);

        health.Clock.Advance(TimeSpan.FromSeconds(1));

        (await health.SourcesAsync()).ShouldBe((HealthStatus.Unhealthy, "chat: nothing new for 04:00:01, expected every 04:00:00"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_stream_that_nobody_holds_is_degraded_at_start_and_unhealthy_after_two_leases(StorageProvider provider)
    {
        await using var health = await StartAsync(provider, OneStream);
        (await health.StreamsAsync()).ShouldBe((HealthStatus.Degraded, "about to listen: sky"));

        health.Clock.Advance(TimeSpan.FromSeconds(30));
        (await health.StreamsAsync()).ShouldBe((HealthStatus.Unhealthy, "nobody listens: sky"));

        await health.SaveAsync(new Lease { Name = "stream:sky", Owner = "another process", Until = health.Clock.GetUtcNow().AddSeconds(15) });
        (await health.StreamsAsync()).ShouldBe((HealthStatus.Healthy, "1 of 1 streams are held"));

        health.Clock.Advance(TimeSpan.FromSeconds(16));
        (await health.StreamsAsync()).Status.ShouldBe(HealthStatus.Unhealthy);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Without_sources_there_is_nothing_to_complain_about(StorageProvider provider)
    {
        await using var health = await StartAsync(provider);

        (await health.SourcesAsync()).ShouldBe((HealthStatus.Healthy, "no source is configured"));
        (await health.StreamsAsync()).ShouldBe((HealthStatus.Healthy, "no stream is configured"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_shelf_is_degraded_when_its_oldest_waits_long_or_something_on_it_failed(StorageProvider provider)
    {
        await using var health = await StartAsync(provider);
        (await health.BacklogAsync(HandoverStage.Classify)).ShouldBe((HealthStatus.Healthy, "0 mentions waiting"));
        var now = health.Clock.GetUtcNow();
        await health.SaveAsync(
            new Handover { Stage = HandoverStage.Classify, MentionId = Guid.NewGuid(), EnqueuedAt = now, DueAt = now },
            new Handover { Stage = HandoverStage.Classify, MentionId = Guid.NewGuid(), EnqueuedAt = now, DueAt = now });

        health.Clock.Advance(TimeSpan.FromMinutes(5));
        (await health.BacklogAsync(HandoverStage.Classify)).ShouldBe((HealthStatus.Healthy, "2 mentions waiting"));
        health.Clock.Advance(TimeSpan.FromSeconds(1));
        (await health.BacklogAsync(HandoverStage.Classify)).ShouldBe((HealthStatus.Degraded, "2 mentions waiting, the oldest for 00:05:01"));
        (await health.BacklogAsync(HandoverStage.Notify)).Status.ShouldBe(HealthStatus.Healthy);

        await health.SaveAsync(new Handover { Stage = HandoverStage.Notify, MentionId = Guid.NewGuid(), EnqueuedAt = now, DueAt = now, Attempts = 1, LastFailure = "timeout" });
        (await health.BacklogAsync(HandoverStage.Notify)).ShouldBe((HealthStatus.Degraded, "1 mentions failed and are tried again, 1 waiting"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Deliveries_are_degraded_while_one_is_late_or_was_given_up_within_a_day(StorageProvider provider)
    {
        await using var health = await StartAsync(provider);
        var now = health.Clock.GetUtcNow();
        (await health.DeliveriesAsync()).ShouldBe((HealthStatus.Healthy, "no delivery is late"));
        await health.SaveAsync(DeliveryOf(DeliveryState.Pending, now), DeliveryOf(DeliveryState.Sent, now.AddDays(-1)), DeliveryOf(DeliveryState.Sending, now, now.AddSeconds(50)));

        health.Clock.Advance(TimeSpan.FromMinutes(5));
        (await health.DeliveriesAsync()).Status.ShouldBe(HealthStatus.Healthy);
        health.Clock.Advance(TimeSpan.FromSeconds(1));
        (await health.DeliveriesAsync()).ShouldBe((HealthStatus.Degraded, "1 deliveries are due for more than 5 minutes"));
        health.Clock.Advance(TimeSpan.FromMinutes(1));
        (await health.DeliveriesAsync()).ShouldBe((HealthStatus.Degraded, "2 deliveries are due for more than 5 minutes"));

        await health.SaveAsync(DeliveryOf(DeliveryState.Failed, health.Clock.GetUtcNow()));
        (await health.DeliveriesAsync()).ShouldBe((HealthStatus.Degraded, "1 deliveries were given up in the last 24 hours"));
        health.Clock.Advance(TimeSpan.FromHours(24));
        (await health.DeliveriesAsync()).Reason.ShouldBe("2 deliveries are due for more than 5 minutes");
    }

    [Fact]
    public async Task A_database_that_is_away_makes_every_check_unhealthy_without_naming_it()
    {
        await using var health = await StartAsync(
            StorageProvider.Postgres, [.. OneFeed, .. OneStream, ("Database:ConnectionString", "Host=127.0.0.1;Port=1;Username=secret-user;Password=hunter2;Database=vigie;Timeout=2")]);

        foreach (var (status, reason) in new[]
                 {
                     await health.SourcesAsync(), await health.StreamsAsync(), await health.BacklogAsync(HandoverStage.Classify), await health.DeliveriesAsync(),
                 })
        {
            status.ShouldBe(HealthStatus.Unhealthy);
            reason.ShouldBe("not known, the database is unreachable");
        }
    }

    private static Task<Checks> StartAsync(StorageProvider provider, params (string Key, string Value)[] settings) => Checks.StartAsync(provider, settings);

    private static Delivery DeliveryOf(DeliveryState state, DateTimeOffset notBefore, DateTimeOffset? claimedUntil = null) => new()
    {
        Id = Guid.CreateVersion7(notBefore), AlertId = Guid.NewGuid(), Receiver = "r", State = state, NotBefore = notBefore, ClaimedUntil = claimedUntil, CreatedAt = notBefore,
    };

    /// <summary>The checks on a real database.</summary>
    private sealed class Checks : IAsyncDisposable
    {
        private readonly TestDatabase _database;
        private readonly ServiceProvider _services;

        private Checks(TestDatabase database, IReadOnlyDictionary<string, string?> settings)
        {
            _database = database;
            _services = database.Services(
                (services, configuration) =>
                {
                    services.AddSingleton<TimeProvider>(Clock);
                    services.AddSingleton<IBell>(new RecordingBell());
                    services.AddVigieSources(configuration);
                    services.AddSingleton<ProcessStart>();
                    services.AddSingleton<SourcesCheck>();
                    services.AddSingleton<StreamsCheck>();
                    services.AddSingleton<DeliveriesCheck>();
                },
                settings);
            // The start of the process is now, not at the first check.
            _services.GetRequiredService<ProcessStart>().At.ShouldBe(Clock.GetUtcNow());
        }

        public ManualClock Clock { get; } = new();

        public static async Task<Checks> StartAsync(StorageProvider provider, (string Key, string Value)[] settings) =>
            new(await TestDatabase.CreateAsync(provider), settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal));

        public Task<(HealthStatus Status, string Reason)> SourcesAsync() => AskAsync(_services.GetRequiredService<SourcesCheck>());

        public Task<(HealthStatus Status, string Reason)> StreamsAsync() => AskAsync(_services.GetRequiredService<StreamsCheck>());

        public Task<(HealthStatus Status, string Reason)> DeliveriesAsync() => AskAsync(_services.GetRequiredService<DeliveriesCheck>());

        public Task<(HealthStatus Status, string Reason)> BacklogAsync(HandoverStage stage) => AskAsync(new BacklogCheck(
            stage, _services.GetRequiredService<HandoverShelf>(), _services.GetRequiredService<IDbContextFactory<MonitorDb>>(), _services.GetRequiredService<StorageDialect>()));

        public async Task SaveAsync(params object[] rows)
        {
            await using var db = await _services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();
            db.AddRange(rows);
            await db.SaveChangesAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await _database.DisposeAsync();
        }

        private static async Task<(HealthStatus Status, string Reason)> AskAsync(IHealthCheck check)
        {
            var result = await check.CheckHealthAsync(new HealthCheckContext());
            return (result.Status, result.Description!);
        }
    }
}
