using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Collector.Intake;
using Vigie.Fakes.Waiting;
using Vigie.Storage;
using static Vigie.IntegrationTests.Collector.Intake.IntakeBench;

namespace Vigie.IntegrationTests.Collector.Intake;

public sealed class BackPressureTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory, BothDatabases]
    public async Task Collecting_pauses_when_too_much_waits_and_goes_on_when_there_is_room(StorageProvider provider)
    {
        await using var bench = await BenchAsync(provider);
        var pressure = bench.Services.GetRequiredService<BackPressure>();
        await bench.SaveAsync([.. Enumerable.Range(0, 100).Select(i => Post($"{i}"))]);

        var waiting = pressure.WaitForRoomAsync(10, TestContext.Current.CancellationToken);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(bench.Clock.WaitingTimers > 0), Patience, "it waits");
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.BecomesTrueAsync(() => Task.FromResult(bench.Clock.WaitingTimers > 0), Patience, "it waits again");
        waiting.IsCompleted.ShouldBeFalse();
        await bench.ReadAsync(db => db.Handovers.ExecuteDeleteAsync());
        bench.Clock.Advance(TimeSpan.FromSeconds(1));

        await waiting.WaitAsync(Patience);
    }

    [Theory, BothDatabases]
    public async Task Several_sources_together_overfill_by_no_more_than_the_pages_in_their_hands(StorageProvider provider)
    {
        const int Sources = 6;
        const int Page = 10;
        await using var bench = await BenchAsync(provider);
        var pressure = bench.Services.GetRequiredService<BackPressure>();
        using var stop = new CancellationTokenSource();
        var sources = Enumerable.Range(0, Sources).Select(source => Task.Run(async () =>
        {
            for (var page = 0; ; page++)
            {
                await pressure.WaitForRoomAsync(Page, stop.Token);
                await bench.SaveAsync([.. Enumerable.Range(0, Page).Select(i => Post($"{source}-{page}-{i}"))]);
            }
        })).ToList();

        for (var round = 0; round < 3; round++)
        {
            await Eventually.BecomesTrueAsync(() => Task.FromResult(bench.Clock.WaitingTimers > 0), Patience, "somebody waits");
            await Eventually.BecomesTrueAsync(async () => await WaitingAsync(bench) >= 100, Patience, "the shelf is full");
            (await WaitingAsync(bench)).ShouldBeLessThanOrEqualTo(100 + (Sources * Page));
            await bench.ReadAsync(db => db.Handovers.ExecuteDeleteAsync());
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await stop.CancelAsync();
        foreach (var source in sources)
            await Should.ThrowAsync<OperationCanceledException>(() => source.WaitAsync(Patience));
    }

    private static Task<int> WaitingAsync(IntakeBench bench) => bench.ReadAsync(db => db.Handovers.CountAsync());

    private static Task<IntakeBench> BenchAsync(StorageProvider provider) =>
        StartAsync(provider, new Dictionary<string, string?>(StringComparer.Ordinal) { ["Collector:Intake:MostWaiting"] = "100" });
}
