using Microsoft.Extensions.Options;
using Vigie.Collector;
using Vigie.Collector.Http;
using Vigie.Collector.Sources;
using Vigie.Collector.Sources.Bluesky;
using Vigie.Core.Configuration;
using Vigie.Fakes.Clocks;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Bluesky;

/// <summary>Sources against the fake server, over real sockets, with a clock of the test.</summary>
internal sealed class BlueskyBench : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SourceHttpFactory _http;

    private BlueskyBench(FakeBluesky server)
    {
        Server = server;
        _http = new SourceHttpFactory(Options.Create(new CollectorOptions { Http = new HttpLimits { Retries = 0 } }), Clock);
    }

    public FakeBluesky Server { get; }

    public ManualClock Clock { get; } = new();

    public BlueskyLogs Logs { get; } = new();

    public static async Task<BlueskyBench> StartAsync() => new(await FakeBluesky.StartAsync());

    public BlueskyOptions Account(Action<BlueskyOptions>? change = null)
    {
        var options = new BlueskyOptions
        {
            Platform = "bluesky",
            Service = Server.Platform.Address,
            Identifier = "alice.test",
            AppPassword = new Secret(FakeBluesky.Password),
            Notifications = true,
        };
        change?.Invoke(options);
        options.Problems().ShouldBeEmpty();
        return options;
    }

    public ISource Source(BlueskyOptions options) => new BlueskyPlatform().CreateSource(Setup(options))!;

    public IStreamSource Stream(Action<BlueskyOptions>? change = null)
    {
        var options = new BlueskyOptions { Platform = "bluesky", Jetstream = Server.Jetstream.Address, JetstreamMatch = { Dids = [FakeBluesky.Brand] } };
        change?.Invoke(options);
        options.Problems().ShouldBeEmpty();
        return new BlueskyPlatform().CreateStream(Setup(options))!;
    }

    /// <summary>Asks as the collector does, until there is no more: every page's cursor is saved before the next call.</summary>
    public static async Task<Round> DrainAsync(ISource source, string? cursor)
    {
        var round = new Round(cursor);
        for (var calls = 0; calls < 200; calls++)
        {
            var answer = await source.CollectAsync(round.Cursor, TestContext.Current.CancellationToken);
            var page = answer.ShouldBeOfType<SourcePage>();
            round.Add(page);
            if (!page.More)
                return round;
        }

        throw new InvalidOperationException("the source never came to an end");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var secret in new[] { FakeBluesky.Password, "access-", "refresh-", "text ", "bob.test" })
            Logs.Lines.ShouldNotContain(line => line.Contains(secret));
        _http.Dispose();
        await Server.DisposeAsync();
    }

    private SourceSetup Setup(BlueskyOptions options) => new("bluesky", options, _http.For("bluesky"), Clock, Logs);
}
