using Microsoft.Extensions.Logging.Abstractions;
using Vigie.Collector.Http;
using Vigie.Collector.Sources;
using Vigie.Collector.Sources.Replay;
using Vigie.Fakes.Clocks;

namespace Vigie.UnitTests.Collector.Replay;

/// <summary>A file in a folder of its own, and the source that reads it.</summary>
public sealed class ReplayFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vigie-replay-");
    private ISource? _source;
    private string? _cursor;

    public ReplayFile() => Options = new ReplayOptions { Platform = "replay", File = Path.Combine(_folder.FullName, "events.jsonl") };

    public ReplayOptions Options { get; }

    public ManualClock Clock { get; } = new();

    public string? Cursor => _cursor;

    public void Write(string text) => File.WriteAllText(Options.File, text);

    public void Append(string text) => File.AppendAllText(Options.File, text);

    /// <summary>Another process goes on from the saved cursor.</summary>
    public void Restart() => _source = null;

    public async Task<SourceAnswer> AskAsync()
    {
        using var client = new HttpClient();
        _source ??= new ReplayPlatform().CreateSource(new SourceSetup("archive", Options, new SourceHttpClient(client, new HttpLimits(), Clock), Clock, NullLoggerFactory.Instance));
        var answer = await _source!.CollectAsync(_cursor, TestContext.Current.CancellationToken);
        if (answer is SourcePage { Cursor: { } cursor })
            _cursor = cursor;
        return answer;
    }

    public async Task<SourcePage> PageAsync() => (await AskAsync()).ShouldBeOfType<SourcePage>();

    /// <summary>Ids of the next page.</summary>
    public async Task<string> IdsAsync() => string.Join(' ', (await PageAsync()).Events.Select(happened => happened.ExternalId));

    public void Dispose() => _folder.Delete(recursive: true);
}
