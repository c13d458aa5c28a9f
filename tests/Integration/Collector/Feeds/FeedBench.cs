using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Vigie.Collector;
using Vigie.Collector.Http;
using Vigie.Collector.Sources;
using Vigie.Collector.Sources.Feeds;
using Vigie.Fakes.Clocks;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Feeds;

/// <summary>A feed source before a server on loopback, with the client that the collector uses.</summary>
internal sealed class FeedBench : IAsyncDisposable
{
    public const string OneEntry = "<rss version=\"2.0\"><channel><item><guid>1</guid><title>Worst courier ever</title></item></channel></rss>";

    private readonly SourceHttpFactory _factory;

    private FeedBench(FakePlatform platform)
    {
        Platform = platform;
        var options = new CollectorOptions();
        options.Http.Retries = 0;
        options.Http.MaxBodyBytes = 1024 * 1024;
        _factory = new SourceHttpFactory(Options.Create(options), Clock);
        Source = Create(new Uri(platform.Address, "/feed"));
    }

    public FakePlatform Platform { get; }

    public ManualClock Clock { get; } = new();

    public ISource Source { get; }

    public static async Task<FeedBench> StartAsync() => new(await FakePlatform.StartAsync());

    public ISource Create(Uri address, SourceHttpClient? http = null, bool keepPace = true)
    {
        var options = new FeedOptions { Platform = "feed", Address = address, KeepPace = keepPace };
        return new FeedPlatform().CreateSource(new SourceSetup("bench", options, http ?? _factory.For("bench"), Clock, NullLoggerFactory.Instance))!;
    }

    public Task<SourceAnswer> CollectAsync(string? cursor = null) => Source.CollectAsync(cursor, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _factory.Dispose();
        await Platform.DisposeAsync();
    }
}
