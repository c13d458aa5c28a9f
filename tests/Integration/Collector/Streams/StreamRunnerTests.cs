using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Collector.Intake;
using Vigie.Collector.Streams;
using Vigie.Fakes.Servers;
using Vigie.Fakes.Waiting;
using Vigie.IntegrationTests.Collector.Bluesky;
using Vigie.IntegrationTests.Collector.Intake;
using Vigie.Storage;

namespace Vigie.IntegrationTests.Collector.Streams;

public sealed class StreamRunnerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_database_that_hangs_closes_the_connection_before_the_lease_ends()
    {
        await using var platform = await FakePlatform.StartAsync();
        var jetstream = new FakeJetstream(platform);
        await using var bench = await BenchAsync(StorageProvider.Postgres, jetstream);
        var began = bench.Clock.GetUtcNow();
        var runner = bench.Services.GetRequiredService<StreamRunner>();
        await runner.StartAsync(default);
        await ConnectedAsync(jetstream, 1);

        await using (var holder = await bench.Services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync())
        {
            await using var transaction = await holder.Database.BeginTransactionAsync();
            await holder.Database.ExecuteSqlRawAsync("lock table leases in access exclusive mode");
            await Eventually.BecomesTrueAsync(
                () =>
                {
                    bench.Clock.Advance(TimeSpan.FromSeconds(1));
                    return Task.FromResult(!jetstream.Closed.IsEmpty);
                },
                Patience,
                "the connection is closed");
            (bench.Clock.GetUtcNow() - began).ShouldBeInRange(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15));
        }

        await ConnectedAsync(jetstream, 2, () => bench.Clock.Advance(TimeSpan.FromSeconds(1)));
        await runner.StopAsync(default);
        (await bench.ReadAsync(db => db.Leases.CountAsync())).ShouldBe(0, "it is given back");
    }

    [Theory, BothDatabases]
    public async Task A_new_connection_goes_on_from_the_saved_cursor_without_a_hole(StorageProvider provider)
    {
        await using var platform = await FakePlatform.StartAsync();
        var jetstream = new FakeJetstream(platform) { CutAfter = 3 };
        await using var bench = await BenchAsync(provider, jetstream);
        await bench.SaveAsync(new IntakeRequest("page", []) { Cursor = new CursorMove("stream", """{"c":1000000000000000}""", 0) });
        var runner = bench.Services.GetRequiredService<StreamRunner>();
        await runner.StartAsync(default);

        for (var i = 1; i <= 6; i++)
            jetstream.Say(JetstreamTests.Mention(i));
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                bench.Clock.Advance(TimeSpan.FromSeconds(1));
                return (await bench.MentionsAsync()).Count == 6;
            },
            Patience,
            "all six are saved");

        jetstream.Cursors.Count.ShouldBeGreaterThan(1);
        jetstream.Cursors.ShouldAllBe(cursor => cursor.Length > 0);
        await runner.StopAsync(default);
    }

    [Theory, BothDatabases]
    public async Task A_lease_left_behind_by_a_clock_that_was_set_back_is_taken_over(StorageProvider provider)
    {
        await using var platform = await FakePlatform.StartAsync();
        var jetstream = new FakeJetstream(platform);
        await using var bench = await BenchAsync(provider, jetstream);
        var leases = bench.Services.GetRequiredService<Vigie.Storage.Leases.LeaseBook>();
        bench.Clock.Jump(TimeSpan.FromDays(1));
        (await leases.TryHoldAsync("stream:page", "the dead one", TimeSpan.FromSeconds(15), default)).ShouldBeTrue();
        bench.Clock.Jump(TimeSpan.FromDays(-1));
        var began = bench.Clock.GetUtcNow();
        var runner = bench.Services.GetRequiredService<StreamRunner>();

        await runner.StartAsync(default);
        await ConnectedAsync(jetstream, 1, () => bench.Clock.Advance(TimeSpan.FromSeconds(1)));

        (bench.Clock.GetUtcNow() - began).ShouldBeInRange(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60));
        await runner.StopAsync(default);
    }

    private static Task ConnectedAsync(FakeJetstream jetstream, int times, Action? meanwhile = null) => Eventually.BecomesTrueAsync(
        () =>
        {
            meanwhile?.Invoke();
            return Task.FromResult(jetstream.Cursors.Count >= times);
        },
        Patience,
        $"{times} connections");

    private static Task<IntakeBench> BenchAsync(StorageProvider provider, FakeJetstream jetstream) => IntakeBench.StartAsync(
        provider,
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Collector:Sources:page:Platform"] = "bluesky",
            ["Collector:Sources:page:Jetstream"] = jetstream.Address.ToString(),
            ["Collector:Sources:page:JetstreamMatch:Dids:0"] = FakeBluesky.Brand,
        },
        services => services.AddSingleton<StreamRunner>());
}
