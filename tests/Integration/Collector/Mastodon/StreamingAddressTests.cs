using Vigie.Collector;
using Vigie.Collector.Http;
using Vigie.Collector.Sources.Mastodon;
using Vigie.Collector.Sources.Mastodon.Streaming;
using Vigie.Fakes.Clocks;
using Vigie.Fakes.Servers;
using Options = Microsoft.Extensions.Options.Options;

namespace Vigie.IntegrationTests.Collector.Mastodon;

public sealed class StreamingAddressTests
{
    [Fact]
    public async Task Takes_the_address_that_GoToSocial_announces_in_the_older_form()
    {
        await using var server = await FakePlatform.StartAsync();
        server.On("GET /api/v2/instance", 404, """{"error":"Not Found"}""").On("GET /api/v1/instance", Recording.Load("mastodon/instance").PlayAsync);

        (await FindAsync(server)).ShouldBe(new Uri("wss://localhost:18200/"));
        server.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Takes_the_address_of_the_newer_form_first()
    {
        await using var server = await FakePlatform.StartAsync();
        server.On("GET /api/v2/instance", 200, """{"configuration":{"urls":{"streaming":"wss://streaming.other.example"}}}""");

        (await FindAsync(server)).ShouldBe(new Uri("wss://streaming.other.example/"));
        server.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"configuration":{"urls":{"streaming":"ws://in-the-clear.example"}},"urls":{"streaming_api":"ws://in-the-clear.example"}}""")]
    [InlineData("""{"configuration":7,"urls":[]}""")]
    [InlineData("not JSON")]
    public async Task Falls_back_to_the_server_itself_and_never_to_an_address_in_the_clear(string body)
    {
        await using var server = await FakePlatform.StartAsync();
        server.On("GET /api/v2/instance", 200, body).On("GET /api/v1/instance", 200, body);

        (await FindAsync(server)).ShouldBe(new UriBuilder(server.Address) { Scheme = "ws" }.Uri);
    }

    [Fact]
    public async Task Asks_nobody_when_it_is_configured()
    {
        await using var server = await FakePlatform.StartAsync();

        (await FindAsync(server, new Uri("wss://own.example"))).ShouldBe(new Uri("wss://own.example"));
        server.Calls.ShouldBeEmpty();
    }

    private static async Task<Uri> FindAsync(FakePlatform server, Uri? configured = null)
    {
        var clock = new ManualClock();
        var options = new MastodonOptions { Server = server.Address, StreamingServer = configured };
        using var http = new SourceHttpFactory(Options.Create(new CollectorOptions { Http = new HttpLimits { Retries = 0 } }), clock);
        return await new StreamingAddress(new MastodonApi(http.For("brand"), options, clock), options).FindAsync(TestContext.Current.CancellationToken);
    }
}
