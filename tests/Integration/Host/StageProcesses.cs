using System.Globalization;
using Npgsql;
using Vigie.Fakes.Databases;
using Vigie.Fakes.Processes;
using Vigie.Fakes.Servers;
using Process = Vigie.Fakes.Processes.VigieProcess;

namespace Vigie.IntegrationTests.Host;

/// <summary>Stages as processes of their own on PostgreSQL and the broker of the test run, told by the environment; alerts go to a webhook at once.</summary>
internal sealed class StageProcesses : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _settings;
    private readonly List<Process> _processes = [];

    public StageProcesses(TestDatabase database, FakeWebhookReceiver hook, params (string Key, string? Value)[] more)
    {
        var settings = new Dictionary<string, string?>(database.Settings, StringComparer.Ordinal)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Bus:Transport"] = "RabbitMq",
            ["Bus:Host"] = TestBroker.Host,
            ["Bus:Port"] = TestBroker.Port.ToString(CultureInfo.InvariantCulture),
            ["Sweeper:Every"] = "00:00:01",
            ["Notifier:LookEvery"] = "00:00:01",
            ["Notifier:Rules:0:Name"] = "everything",
            ["Notifier:Rules:0:GroupWait"] = "00:00:00",
            ["Notifier:Rules:0:Receivers:0"] = "hook",
            ["Notifier:Receivers:hook:Channel"] = "webhook",
            ["Notifier:Receivers:hook:Url"] = hook.Address.AbsoluteUri,
            ["Notifier:Receivers:hook:Secret"] = FakeWebhookReceiver.Secret,
        };
        foreach (var (key, value) in more)
            settings[key] = value;
        _settings = settings.ToDictionary(pair => "VIGIE_" + pair.Key.Replace(":", "__", StringComparison.Ordinal), pair => pair.Value, StringComparer.Ordinal);
    }

    public string Output => string.Join('\n', _processes.Select(process => process.Output));

    public Process Start(string stages)
    {
        var process = Process.Start(["run", "--stages", stages], _settings);
        _processes.Add(process);
        return process;
    }

    public async Task TerminateAsync()
    {
        foreach (var process in _processes.Where(process => !process.HasExited))
        {
            (await process.TerminateAsync(TimeSpan.FromSeconds(20))).ShouldBeLessThan(TimeSpan.FromSeconds(10));
            process.ExitCode.ShouldBe(0, process.Output);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
    }

    /// <summary>The same database under a password that must never be seen; the server of the tests trusts everybody.</summary>
    public static string WithPassword(TestDatabase database, string password) =>
        new NpgsqlConnectionStringBuilder(database.Settings["Database:ConnectionString"]) { Password = password }.ToString();
}
