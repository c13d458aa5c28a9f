using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Vigie.Collector;
using Vigie.Collector.Http;
using Vigie.Collector.Sources;
using Vigie.Collector.Sources.Mastodon;
using Vigie.Core.Configuration;
using Vigie.Fakes.Clocks;

namespace Vigie.IntegrationTests.Collector.Mastodon;

/// <summary>A source as the product makes it, with a clock of the test.</summary>
internal sealed class MastodonBench : IDisposable
{
    private readonly SourceHttpFactory _http;
    private readonly MastodonOptions _options;

    public MastodonBench(Uri server, Action<MastodonOptions> configure, Action<CollectorOptions>? collector = null)
    {
        _options = new MastodonOptions { Platform = "mastodon", Server = server };
        configure(_options);
        _options.Problems().ShouldBeEmpty();
        var collectorOptions = new CollectorOptions { Http = new HttpLimits { Retries = 0 } };
        collector?.Invoke(collectorOptions);
        _http = new SourceHttpFactory(Options.Create(collectorOptions), Clock);
        Source = CreateSource();
    }

    public static Secret Token { get; } = new("token-of-the-brand");

    public ManualClock Clock { get; } = new();

    public ISource Source { get; private set; }

    /// <summary>Cursor of the last good page.</summary>
    public string? Cursor { get; set; }

    /// <summary>The process ends and another one begins.</summary>
    public void Restart() => Source = CreateSource();

    public IStreamSource Stream() => new MastodonPlatform().CreateStream(Setup())!;

    /// <summary>Asks once; a good page moves the cursor.</summary>
    public async Task<SourceAnswer> AskAsync()
    {
        var answer = await Source.CollectAsync(Cursor, TestContext.Current.CancellationToken);
        if (answer is SourcePage page)
            Cursor = page.Cursor;
        return answer;
    }

    public async Task<SourcePage> AskPageAsync() => (await AskAsync()).ShouldBeOfType<SourcePage>();

    /// <summary>Asks until there is no more, as the runner does.</summary>
    public async Task<List<SourceEvent>> DrainAsync()
    {
        List<SourceEvent> events = [];
        for (var calls = 0; ; calls++)
        {
            calls.ShouldBeLessThan(500);
            var page = await AskPageAsync();
            events.AddRange(page.Events);
            if (!page.More)
                return events;
        }
    }

    public void Dispose() => _http.Dispose();

    private ISource CreateSource() => new MastodonPlatform().CreateSource(Setup())!;

    private SourceSetup Setup() => new("brand", _options, _http.For("brand"), Clock, NullLoggerFactory.Instance);
}
