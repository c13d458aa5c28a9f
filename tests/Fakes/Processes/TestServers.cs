using System.Diagnostics;

namespace Vigie.Fakes.Processes;

/// <summary>PostgreSQL and RabbitMQ of a test's own, in a temporary folder, through <c>tests/servers.sh</c>: for tests that stop them on purpose.</summary>
public sealed class TestServers : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vigie-servers-").FullName;

    /// <summary>Connection string of the administrator.</summary>
    public string Postgres { get; private set; } = string.Empty;

    /// <summary>Port of the broker.</summary>
    public int RabbitPort { get; private set; }

    public static async Task<TestServers> StartAsync()
    {
        var servers = new TestServers();
        await servers.StartPostgresAsync();
        await servers.StartRabbitAsync();
        return servers;
    }

    public async Task StartPostgresAsync() => Postgres = await RunAsync("postgres", "start");

    public Task StopPostgresAsync() => RunAsync("postgres", "stop");

    public async Task StartRabbitAsync() =>
        RabbitPort = int.Parse((await RunAsync("rabbit", "start")).Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);

    public Task StopRabbitAsync() => RunAsync("rabbit", "stop");

    public async ValueTask DisposeAsync()
    {
        await RunAsync("rabbit", "forget");
        await RunAsync("postgres", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> RunAsync(string server, string verb)
    {
        var script = Path.Combine(RepositoryRoot.Path, "tests", "servers.sh");
        using var process = Process.Start(new ProcessStartInfo("bash", [script, server, verb, Path.Combine(_folder, server)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        // Read to the end of the script only: a server started by it may keep the pipe open.
        var output = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{server} {verb} failed: {await process.StandardError.ReadToEndAsync()}");
        return output ?? string.Empty;
    }
}
