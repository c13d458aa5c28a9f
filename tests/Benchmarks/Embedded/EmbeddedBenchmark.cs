using System.Net;
using System.Net.Sockets;
using Vigie.Fakes.Processes;
using Vigie.Fakes.Waiting;

namespace Vigie.Benchmarks.Embedded;

/// <summary>The default mode: SQLite, in-memory bus, all stages, nothing installed. How soon is it ready, how much does it hold at rest?</summary>
internal static class EmbeddedBenchmark
{
    private const int Runs = 5;

    public static async Task<bool> RunAsync()
    {
        var runs = new List<(double Seconds, double Megabytes)>();
        for (var i = 0; i < Runs; i++)
            runs.Add(await OnceAsync());

        var seconds = runs.Select(run => run.Seconds).Order().ToList();
        var megabytes = runs.Select(run => run.Megabytes).Order().ToList();
        Console.WriteLine($"ready after {seconds[Runs / 2]:F2} s (median of {Runs}, spread {seconds[0]:F2} to {seconds[^1]:F2}; target 3 s)");
        Console.WriteLine($"at rest, 10 s later, {megabytes[Runs / 2]:F0} MB (spread {megabytes[0]:F0} to {megabytes[^1]:F0}; target 200 MB)");
        return seconds[Runs / 2] <= 3 && megabytes[Runs / 2] <= 200;
    }

    private static async Task<(double Seconds, double Megabytes)> OnceAsync()
    {
        var folder = Directory.CreateTempSubdirectory("vigie-embedded-");
        var address = $"http://127.0.0.1:{FreePort()}";
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["VIGIE_Urls"] = address,
            ["VIGIE_Database__File"] = Path.Combine(folder.FullName, "vigie.db"),
        };
        using var http = new HttpClient();
        var began = TimeProvider.System.GetTimestamp();
        await using var vigie = VigieProcess.Start(["run"], settings);
        await Eventually.BecomesTrueAsync(() => IsReadyAsync(http, address), TimeSpan.FromSeconds(30), "the service is ready");
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        await Eventually.PauseAsync(TimeSpan.FromSeconds(10));
        var megabytes = vigie.ResidentBytes / 1e6;
        await vigie.TerminateAsync(TimeSpan.FromSeconds(10));
        folder.Delete(recursive: true);
        return (seconds, megabytes);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, string address)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(address + "/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
