using Vigie.Fakes.Processes;

namespace Vigie.IntegrationTests.Soak;

/// <summary>The three stages as processes, started again at once when one is killed, as an init system does.</summary>
internal sealed class SoakStages : IAsyncDisposable
{
    private static readonly string[] Names = ["collector", "classifier", "notifier"];
    private readonly Dictionary<string, VigieProcess> _processes;
    private readonly IReadOnlyDictionary<string, string?> _settings;

    private SoakStages(IReadOnlyDictionary<string, string?> settings)
    {
        _settings = settings;
        _processes = Names.ToDictionary(name => name, StartStage, StringComparer.Ordinal);
    }

    public static SoakStages Start(IReadOnlyDictionary<string, string?> settings) => new(settings);

    /// <summary>A stage that ends by itself, whatever is taken from it, is a failure of its own.</summary>
    public void AssertAlive()
    {
        foreach (var (name, process) in _processes)
            process.HasExited.ShouldBeFalse($"{name} ended by itself: {process.Output}");
    }

    /// <summary>Names at random, each stage as often as the others, so that no run leaves one out.</summary>
    public static IReadOnlyList<string> VictimsOf(Random random, int kills)
    {
        var victims = Enumerable.Range(0, kills).Select(kill => Names[kill % Names.Length]).ToArray();
        random.Shuffle(victims);
        return victims;
    }

    public async Task KillAsync(string name)
    {
        await using (var victim = _processes[name])
            await victim.KillAsync();
        _processes[name] = StartStage(name);
    }

    public async Task<IReadOnlyList<(string Stage, TimeSpan Took)>> TerminateAsync()
    {
        var took = new List<(string, TimeSpan)>();
        foreach (var (name, process) in _processes)
        {
            took.Add((name, await process.TerminateAsync(TimeSpan.FromSeconds(20))));
            process.ExitCode.ShouldBe(0, name);
        }

        return took;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values)
            await process.DisposeAsync();
    }

    private VigieProcess StartStage(string name) => VigieProcess.Start(["run", "--stages", name], _settings);
}
