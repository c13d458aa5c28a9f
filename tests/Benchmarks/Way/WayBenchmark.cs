using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Benchmarks.Floors;
using Vigie.Fakes.Databases;
using Vigie.Fakes.Processes;
using Vigie.Fakes.Waiting;
using Vigie.Storage;

namespace Vigie.Benchmarks.Way;

/// <summary>Intake to saved verdict: one process with all stages, PostgreSQL and RabbitMQ on the same cores, as fast as it can take them.</summary>
internal static class WayBenchmark
{
    private const int Mentions = 200_000;
    private const int EarlyMark = 20_000;
    private const int Batch = 500;
    private const int Runs = 3;

    public static async Task<bool> RunAsync()
    {
        await using var servers = await TestServers.StartAsync();
        Environment.SetEnvironmentVariable(TestDatabase.PostgresVariable, servers.Postgres);
        var texts = WayTexts.Read();
        var file = Path.GetTempFileName();
        var length = texts.Write(file, Mentions);
        Console.WriteLine($"{Mentions:N0} mentions of {length:F0} characters on average, batches of {Batch}, {Runs} runs");

        var busFloor = await BusFloor.MentionsPerSecondAsync(servers.RabbitPort, Mentions, Batch);
        var insertFloor = await InsertFloor.RowsPerSecondAsync(texts.Calm, Mentions, Batch);
        Console.WriteLine($"floor, bare MassTransit publish + consume on RabbitMQ: {busFloor:N0} mentions/s");
        Console.WriteLine($"floor, bare multi-row insert on PostgreSQL:           {insertFloor:N0} rows/s");

        var runs = new List<WayRun>();
        for (var i = 0; i < Runs; i++)
        {
            runs.Add(await OnceAsync(servers, file));
            Console.WriteLine($"run {i + 1}: {runs[i]}");
        }

        File.Delete(file);
        var rates = runs.Select(run => run.PerSecond).Order().ToList();
        var median = rates[rates.Count / 2];
        var growth = runs.Max(run => run.BytesAtEnd - run.BytesEarly) / 1e6;
        var peak = runs.Max(run => run.PeakBytes) / 1e6;
        Console.WriteLine($"median {median:N0} mentions/s (spread {rates[0]:N0} to {rates[^1]:N0}), {median / Math.Min(busFloor, insertFloor):P0} of the slower floor; targets: 5,000/s at least, 10,000/s and 50 % aimed for");
        Console.WriteLine($"memory: peak {peak:N0} MB (target below 400), growth from {EarlyMark:N0} to {Mentions:N0}: {growth:N0} MB at most");
        return median >= 5_000 && peak < 400;
    }

    private static async Task<WayRun> OnceAsync(TestServers servers, string file)
    {
        await using var database = await TestDatabase.CreateAsync(StorageProvider.Postgres);
        await using var services = database.Services();
        var factory = services.GetRequiredService<IDbContextFactory<MonitorDb>>();
        var settings = database.Settings.ToDictionary(pair => "VIGIE_" + pair.Key.Replace(":", "__", StringComparison.Ordinal), pair => pair.Value, StringComparer.Ordinal);
        settings["VIGIE_Urls"] = "http://127.0.0.1:0";
        settings["VIGIE_Bus__Transport"] = "RabbitMq";
        settings["VIGIE_Bus__Port"] = servers.RabbitPort.ToString(System.Globalization.CultureInfo.InvariantCulture);
        settings["VIGIE_Collector__Sources__replay__Platform"] = "replay";
        settings["VIGIE_Collector__Sources__replay__File"] = file;
        settings["VIGIE_Logging__LogLevel__Default"] = "Warning";
        await using var vigie = VigieProcess.Start(["run"], settings);

        long early = 0, peak = 0;
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                if (vigie.HasExited)
                    throw new InvalidOperationException("vigie ended: " + vigie.Output);
                peak = Math.Max(peak, vigie.ResidentBytes);
                var judged = await CountAsync(factory);
                if (early == 0 && judged >= EarlyMark)
                    early = vigie.ResidentBytes;
                return judged >= Mentions;
            },
            TimeSpan.FromMinutes(5),
            $"{Mentions} verdicts are saved");
        var end = vigie.ResidentBytes;

        await using var db = await factory.CreateDbContextAsync();
        var first = await db.Mentions.MinAsync(mention => mention.CollectedAt);
        var last = await db.Verdicts.MaxAsync(verdict => verdict.JudgedAt);
        var flagged = await db.Verdicts.CountAsync(verdict => verdict.Flagged);
        return new WayRun(Mentions / (last - first).TotalSeconds, early, end, Math.Max(peak, end), flagged);
    }

    // Asked twice a second: the count must not be what is measured.
    private static async Task<int> CountAsync(IDbContextFactory<MonitorDb> factory)
    {
        await Eventually.PauseAsync(TimeSpan.FromMilliseconds(450));
        await using var db = await factory.CreateDbContextAsync();
        return await db.Verdicts.CountAsync();
    }

    private sealed record WayRun(double PerSecond, long BytesEarly, long BytesAtEnd, long PeakBytes, int Flagged)
    {
        public override string ToString() =>
            $"{PerSecond:N0} mentions/s, {Flagged:N0} flagged, memory {BytesEarly / 1e6:N0} MB at {EarlyMark:N0}, {BytesAtEnd / 1e6:N0} MB at {Mentions:N0}, peak {PeakBytes / 1e6:N0} MB";
    }
}
