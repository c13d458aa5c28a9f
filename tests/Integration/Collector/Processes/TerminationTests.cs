using Vigie.Fakes.Databases;
using Vigie.Fakes.Processes;
using Vigie.Fakes.Waiting;
using Vigie.Storage;

namespace Vigie.IntegrationTests.Collector.Processes;

public sealed class TerminationTests
{
    private const int Terminated = 128 + 15;

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.6)]
    [InlineData(1.0)]
    [InlineData(1.4)]
    [InlineData(1.8)]
    public async Task SIGTERM_while_it_starts_ends_it_without_a_word_of_failure(double seconds)
    {
        await using var database = await TestDatabase.CreateAsync(StorageProvider.Sqlite);
        var environment = database.Settings.ToDictionary(pair => "VIGIE_" + pair.Key.Replace(":", "__", StringComparison.Ordinal), pair => pair.Value, StringComparer.Ordinal);
        environment["VIGIE_Urls"] = "http://127.0.0.1:0";
        await using var vigie = VigieProcess.Start(["run"], environment);

        await Eventually.PauseAsync(TimeSpan.FromSeconds(seconds));
        await vigie.TerminateAsync(TimeSpan.FromSeconds(20));

        vigie.ExitCode.ShouldBeOneOf(0, Terminated);
        vigie.Output.ShouldNotContain("failed to start");
        vigie.Output.ShouldNotContain("xception");
    }
}
