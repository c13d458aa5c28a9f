using Vigie.Fakes.Databases;
using Vigie.Fakes.Processes;

namespace Vigie.IntegrationTests.Collector.Processes;

/// <summary>Starts collectors as processes on a PostgreSQL database and the broker of the test run.</summary>
internal static class CollectorProcesses
{
    public static VigieProcess Start(TestDatabase database, IReadOnlyDictionary<string, string?> settings, string? rabbit = null)
    {
        var broker = (rabbit ?? Environment.GetEnvironmentVariable("VIGIE_TEST_RABBIT")
            ?? throw new InvalidOperationException("VIGIE_TEST_RABBIT is not set: run ./build.sh test, or start a broker with tests/servers.sh rabbit start DIR and export what it prints.")).Split(':');
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Bus:Transport"] = "RabbitMq",
            ["Bus:Host"] = broker[0],
            ["Bus:Port"] = broker[1],
        };
        foreach (var (key, value) in database.Settings.Concat(settings))
            all[key] = value;
        return VigieProcess.Start(
            ["run", "--stages", "collector"],
            all.ToDictionary(pair => "VIGIE_" + pair.Key.Replace(":", "__", StringComparison.Ordinal), pair => pair.Value, StringComparer.Ordinal));
    }
}
