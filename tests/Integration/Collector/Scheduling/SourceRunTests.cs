using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Collector.Scheduling;
using Vigie.Collector.Sources;
using Vigie.Core.Sources;
using Vigie.Fakes.Servers;
using Vigie.IntegrationTests.Collector.Intake;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.IntegrationTests.Collector.Scheduling;

/// <summary>What follows from a source's answer, on the wire of a feed.</summary>
public sealed class SourceRunTests
{
    [Theory, BothDatabases]
    public async Task An_announced_limit_is_kept_across_runs_and_processes_until_its_time(StorageProvider provider)
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var bench = await BenchAsync(provider, platform);
        platform.On("GET /feed", 429, "slow down", headers: ("Retry-After", "3600"));
        await RunAsync(bench.Services);
        await using var other = bench.Process(bench.Clock, bench.Bell);

        await RunAsync(other);
        bench.Clock.Advance(TimeSpan.FromMinutes(59));
        await RunAsync(bench.Services);
        platform.Calls.Count.ShouldBe(1);
        (await RowAsync(bench)).Condition.ShouldBe(SourceCondition.RateLimited);

        Serve(platform, "a");
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        await RunAsync(other);

        platform.Calls.Count.ShouldBe(2);
        (await RowAsync(bench)).Condition.ShouldBe(SourceCondition.Healthy);
        (await bench.MentionsAsync()).Count.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task No_announced_limit_is_longer_than_a_day(StorageProvider provider)
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var bench = await BenchAsync(provider, platform);
        var health = bench.Services.GetRequiredService<SourceHealth>();

        await health.RefusedAsync("page", new RateLimited(bench.Clock.GetUtcNow().AddYears(3), "HTTP 429"), default);
        (await RowAsync(bench)).NotBefore.ShouldBe(bench.Clock.GetUtcNow().AddHours(24));
        await health.SucceededAsync("page", TimeSpan.FromDays(400), default);
        (await RowAsync(bench)).NotBefore.ShouldBe(bench.Clock.GetUtcNow().AddHours(24));
    }

    [Theory, BothDatabases]
    public async Task Failures_in_a_row_are_answered_with_growing_pauses_and_forgotten_at_a_success(StorageProvider provider)
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var bench = await BenchAsync(provider, platform);
        platform.On("GET /feed", 500, "broken");
        var pauses = new List<double>();

        for (var i = 0; i < 8; i++)
        {
            await RunAsync(bench.Services);
            var pause = (await RowAsync(bench)).NotBefore!.Value - bench.Clock.GetUtcNow();
            pauses.Add(pause.TotalSeconds);
            bench.Clock.Advance(pause);
        }

        pauses.ShouldBe([5, 10, 20, 40, 80, 160, 300, 300], string.Join(' ', pauses));
        Serve(platform, "a");
        await RunAsync(bench.Services);
        var row = await RowAsync(bench);
        (row.Condition, row.ConsecutiveFailures, row.NotBefore).ShouldBe((SourceCondition.Healthy, 0, null));
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite, 401, SourceCondition.NeedsReconnect)]
    [InlineData(StorageProvider.Postgres, 401, SourceCondition.NeedsReconnect)]
    [InlineData(StorageProvider.Sqlite, 410, SourceCondition.Gone)]
    [InlineData(StorageProvider.Postgres, 410, SourceCondition.Gone)]
    public async Task A_source_that_needs_a_human_is_not_asked_again_before_a_restart(StorageProvider provider, int status, SourceCondition condition)
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var bench = await BenchAsync(provider, platform);
        platform.On("GET /feed", status, string.Empty);

        await RunAsync(bench.Services);
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await RunAsync(bench.Services);

        platform.Calls.Count.ShouldBe(1);
        var row = await RowAsync(bench);
        row.Condition.ShouldBe(condition);
        row.Reason.ShouldNotBeNullOrEmpty();

        await RegisterAsync(bench);
        await RunAsync(bench.Services);
        platform.Calls.Count.ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task An_answer_that_cannot_be_read_leaves_the_cursor_where_it_is(StorageProvider provider)
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var bench = await BenchAsync(provider, platform);
        Serve(platform, "a");
        await RunAsync(bench.Services);
        var cursor = await CursorAsync(bench);
        platform.On("GET /feed", 200, "{\"not\":\"a feed\"}");

        await RunAsync(bench.Services);

        (await CursorAsync(bench)).ShouldBe(cursor);
        (await RowAsync(bench)).Condition.ShouldBe(SourceCondition.Failing);
        platform.Calls.Count.ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task After_a_clock_that_was_set_back_a_pause_begins_anew_and_is_no_longer(StorageProvider provider)
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var bench = await BenchAsync(provider, platform);
        platform.On("GET /feed", 429, string.Empty, headers: ("Retry-After", "600"));
        bench.Clock.Jump(TimeSpan.FromDays(1));
        await RunAsync(bench.Services);
        Serve(platform, "a");

        bench.Clock.Jump(TimeSpan.FromDays(-1));
        await RunAsync(bench.Services);
        bench.Clock.Advance(TimeSpan.FromMinutes(9));
        await RunAsync(bench.Services);
        platform.Calls.Count.ShouldBe(1, "the platform said ten minutes");
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(bench.Services);

        platform.Calls.Count.ShouldBe(2);
        (await bench.MentionsAsync()).Count.ShouldBe(1);
    }

    private static void Serve(FakePlatform platform, string guid) =>
        platform.On("GET /feed", 200, $"<rss version=\"2.0\"><channel><item><guid>{guid}</guid><title>Hello</title></item></channel></rss>", "application/rss+xml");

    private static async Task<IntakeBench> BenchAsync(StorageProvider provider, FakePlatform platform)
    {
        var bench = await IntakeBench.StartAsync(provider, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Collector:Http:Retries"] = "0",
            ["Collector:Http:CircuitFailures"] = "100",
            ["Collector:Sources:page:Platform"] = "feed",
            ["Collector:Sources:page:Address"] = new Uri(platform.Address, "/feed").ToString(),
        });
        await RegisterAsync(bench);
        return bench;
    }

    private static Task RegisterAsync(IntakeBench bench) =>
        bench.Services.GetRequiredService<SourceHealth>().RegisterAsync(bench.Services.GetRequiredService<SourceCatalog>().Sources, default);

    private static Task<bool> RunAsync(IServiceProvider services)
    {
        var configured = services.GetRequiredService<SourceCatalog>().Find("page")!;
        return services.GetRequiredService<SourceRun>().RunAsync(configured, services.GetRequiredService<SourceInstances>().SourceOf(configured)!, TestContext.Current.CancellationToken);
    }

    private static Task<Source> RowAsync(IntakeBench bench) => bench.ReadAsync(db => db.Sources.AsNoTracking().SingleAsync());

    private static Task<string> CursorAsync(IntakeBench bench) => bench.ReadAsync(db => db.SourceCursors.AsNoTracking().Select(cursor => cursor.Value).SingleAsync());
}
