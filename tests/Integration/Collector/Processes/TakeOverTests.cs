using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Fakes.Databases;
using Vigie.Fakes.Processes;
using Vigie.Fakes.Servers;
using Vigie.Fakes.Waiting;
using Vigie.IntegrationTests.Collector.Bluesky;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.IntegrationTests.Collector.Processes;

/// <summary>Two collector processes share schedule and streams; one is killed. Real time is the subject.</summary>
public sealed class TakeOverTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TakenOverWithin = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_slow_source_is_never_asked_twice_at_once_and_asked_on_when_a_process_is_killed()
    {
        await using var platform = await FakePlatform.StartAsync();
        var (running, most, calls) = (0, 0, 0);
        platform.On("GET /feed", async context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            Interlocked.Increment(ref calls);
            await Eventually.PauseAsync(TimeSpan.FromSeconds(1.5));
            Interlocked.Decrement(ref running);
            context.Response.ContentType = "application/rss+xml";
            await context.Response.Body.WriteAsync("<rss version=\"2.0\"><channel><item><guid>1</guid><title>Hello</title></item></channel></rss>"u8.ToArray());
        });
        await using var database = await TestDatabase.CreateAsync(StorageProvider.Postgres);
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Collector:Sources:page:Platform"] = "feed",
            ["Collector:Sources:page:Address"] = new Uri(platform.Address, "/feed").ToString(),
            ["Collector:Sources:page:Every"] = "00:00:01",
            ["Collector:Sources:page:Jitter"] = "00:00:00",
        };
        await using var first = CollectorProcesses.Start(database, settings);
        await using var second = CollectorProcesses.Start(database, settings);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(Volatile.Read(ref calls) >= 6), Patience, "six calls; " + first.Output + second.Output);

        await first.KillAsync();
        var afterKill = await TimeToAsync(() => Volatile.Read(ref calls), 2);
        await using var third = CollectorProcesses.Start(database, settings);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(third.Output.Contains("Schedule applied", StringComparison.Ordinal)), Patience, "the third has started");
        await second.KillAsync();
        var afterSecondKill = await TimeToAsync(() => Volatile.Read(ref calls), 2);

        output.WriteLine($"asked on {afterKill.TotalSeconds:F1} s and {afterSecondKill.TotalSeconds:F1} s after the kills; {calls} calls, most at once {most}");
        most.ShouldBe(1);
        afterKill.ShouldBeLessThan(TakenOverWithin);
        afterSecondKill.ShouldBeLessThan(TakenOverWithin);
        await third.TerminateAsync(TimeSpan.FromSeconds(20));
        third.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_runs_in_one_process_and_is_taken_over_when_that_one_is_killed()
    {
        await using var platform = await FakePlatform.StartAsync();
        var jetstream = new FakeJetstream(platform);
        await using var database = await TestDatabase.CreateAsync(StorageProvider.Postgres);
        await using var services = database.Services();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Collector:Sources:page:Platform"] = "bluesky",
            ["Collector:Sources:page:Jetstream"] = jetstream.Address.ToString(),
            ["Collector:Sources:page:JetstreamMatch:Dids:0"] = FakeBluesky.Brand,
        };
        await FromTheStartAsync(services);
        await using var one = CollectorProcesses.Start(database, settings);
        await using var two = CollectorProcesses.Start(database, settings);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(IsStarted(one) && IsStarted(two) && !jetstream.Cursors.IsEmpty), Patience, "both have started and one listens");
        jetstream.Say(JetstreamTests.Mention(1));
        await SavedAsync(services, 1);
        // A busy machine may make the holder connect anew; what must never be is two connections at once.
        (jetstream.Cursors.Count - jetstream.Closed.Count).ShouldBe(1, one.Output + two.Output);

        await (LastToListen(one, two) ? one : two).KillAsync();
        jetstream.Say(JetstreamTests.Mention(2));
        var took = await TimeToAsync(() => jetstream.Cursors.Count, 1);
        jetstream.Say(JetstreamTests.Mention(3));
        await SavedAsync(services, 3);

        output.WriteLine($"stream taken over {took.TotalSeconds:F1} s after the kill");
        took.ShouldBeLessThan(TakenOverWithin);
        (jetstream.Cursors.Count - jetstream.Closed.Count).ShouldBe(1);
        var survivor = one.HasExited ? two : one;
        await survivor.TerminateAsync(TimeSpan.FromSeconds(20));
        survivor.ExitCode.ShouldBe(0);
    }

    private static async Task FromTheStartAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();
        db.SourceCursors.Add(new SourceCursor { Source = "page", Stream = "stream", Value = """{"c":1000000000000000}""", Revision = 1, MovedAt = TimeProvider.System.GetUtcNow() });
        await db.SaveChangesAsync();
    }

    private static bool IsStarted(VigieProcess process) => process.Output.Contains("Application started", StringComparison.Ordinal);

    private static bool LastToListen(VigieProcess one, VigieProcess other) => string.CompareOrdinal(LastListening(one), LastListening(other)) > 0;

    // A line of the log begins with its time.
    private static string LastListening(VigieProcess process) =>
        process.Output.Split('\n').LastOrDefault(line => line.Contains("this process listens", StringComparison.Ordinal)) ?? string.Empty;

    private static async Task<TimeSpan> TimeToAsync(Func<int> count, int more)
    {
        var began = TimeProvider.System.GetTimestamp();
        var before = count();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(count() >= before + more), Patience, "the other process goes on");
        return TimeProvider.System.GetElapsedTime(began);
    }

    private static Task SavedAsync(IServiceProvider services, int mentions) => Eventually.BecomesTrueAsync(
        async () =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();
            return await db.Mentions.CountAsync() == mentions;
        },
        Patience,
        $"{mentions} mentions are saved");
}
