using System.Globalization;
using Vigie.Fakes.Databases;
using Vigie.Fakes.Processes;
using Vigie.Fakes.Servers;
using Vigie.Fakes.Waiting;
using Vigie.Storage;

namespace Vigie.IntegrationTests.Collector.Processes;

/// <summary>Real time is the subject: a database that is away for a while.</summary>
public sealed class DatabaseAwayTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_collector_waits_for_PostgreSQL_at_its_start_and_survives_its_absence_later()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.On("GET /feed", 200, "<rss version=\"2.0\"><channel><item><guid>1</guid><title>Hello</title></item></channel></rss>", "application/rss+xml");
        await using var servers = await TestServers.StartAsync();
        await using var database = await TestDatabase.CreateAsync(StorageProvider.Postgres, servers.Postgres);
        await servers.StopPostgresAsync();
        await using var collector = CollectorProcesses.Start(
            database,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Collector:Sources:page:Platform"] = "feed",
                ["Collector:Sources:page:Address"] = new Uri(platform.Address, "/feed").ToString(),
                ["Collector:Sources:page:Every"] = "00:00:01",
                ["Collector:Sources:page:Jitter"] = "00:00:00",
            },
            "127.0.0.1:" + servers.RabbitPort.ToString(CultureInfo.InvariantCulture));
        await Eventually.BecomesTrueAsync(() => Task.FromResult(collector.Output.Contains("The database cannot be used yet", StringComparison.Ordinal)), Patience, "it waits");

        await servers.StartPostgresAsync();
        await AskedAsync(collector, platform);
        await servers.StopPostgresAsync();
        await Eventually.PauseAsync(Away);
        collector.HasExited.ShouldBeFalse(collector.Output);
        await servers.StartPostgresAsync();
        var began = TimeProvider.System.GetTimestamp();
        await AskedAsync(collector, platform);
        output.WriteLine($"asked again {TimeProvider.System.GetElapsedTime(began).TotalSeconds:F1} s after PostgreSQL was back");

        await collector.TerminateAsync(TimeSpan.FromSeconds(20));
        collector.ExitCode.ShouldBe(0, collector.Output);
    }

    private static async Task AskedAsync(VigieProcess collector, FakePlatform platform)
    {
        var before = platform.Calls.Count;
        await Eventually.BecomesTrueAsync(
            () =>
            {
                collector.HasExited.ShouldBeFalse(collector.Output);
                return Task.FromResult(platform.Calls.Count >= before + 2);
            },
            Patience,
            "the source is asked; " + collector.Output);
    }
}
