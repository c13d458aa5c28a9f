using System.Net;
using System.Net.Sockets;
using Vigie.Collector.Http;
using Vigie.Collector.Sources;

namespace Vigie.IntegrationTests.Collector.Feeds;

public sealed class FeedRedirectTests
{
    [Fact]
    public async Task A_move_is_followed_and_after_three_days_the_new_address_is_asked()
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", 301, string.Empty, "text/plain", ("Location", "/new"));
        bench.Platform.On("GET /new", 200, FeedBench.OneEntry, "application/rss+xml");

        string? cursor = null;
        for (var day = 0; day < 4; day++)
        {
            cursor = (await bench.CollectAsync(cursor)).ShouldBeOfType<SourcePage>().Cursor;
            bench.Clock.Advance(TimeSpan.FromDays(1));
        }

        bench.Platform.Calls.ShouldBe(["GET /feed", "GET /new", "GET /feed", "GET /new", "GET /feed", "GET /new", "GET /new"]);
    }

    [Fact]
    public async Task A_new_home_that_is_gone_is_looked_for_at_the_old_one()
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", 301, string.Empty, "text/plain", ("Location", "/new"));
        bench.Platform.On("GET /new", 200, FeedBench.OneEntry, "application/rss+xml");
        string? cursor = null;
        for (var day = 0; day < 3; day++)
        {
            cursor = ((SourcePage)await bench.CollectAsync(cursor)).Cursor;
            bench.Clock.Advance(TimeSpan.FromDays(1));
        }

        bench.Platform.On("GET /new", 410, string.Empty);
        bench.Platform.On("GET /feed", 200, FeedBench.OneEntry.Replace("ever", "indeed", StringComparison.Ordinal), "application/rss+xml");

        (await bench.CollectAsync(cursor)).ShouldBeOfType<SourcePage>().Events.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_passing_redirect_is_followed_and_forgotten()
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", 302, string.Empty, "text/plain", ("Location", "/today"));
        bench.Platform.On("GET /today", 200, FeedBench.OneEntry, "application/rss+xml");

        var page = (await bench.CollectAsync()).ShouldBeOfType<SourcePage>();

        page.Events.Count.ShouldBe(1);
        page.Cursor.ShouldNotBeNull().ShouldNotContain("today");
    }

    [Fact]
    public async Task A_circle_ends_after_five_redirects()
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", 302, string.Empty, "text/plain", ("Location", "/feed"));

        (await bench.CollectAsync()).ShouldBeOfType<Malformed>();

        bench.Platform.Calls.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.org/")]
    public async Task A_redirect_out_of_the_web_is_not_followed(string location)
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", 302, string.Empty, "text/plain", ("Location", location));

        (await bench.CollectAsync()).ShouldBeOfType<Malformed>();
    }

    [Theory]
    [InlineData("http://127.0.0.1/secret")]
    [InlineData("http://[::ffff:127.0.0.1]/secret")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://localhost/secret")]
    public async Task A_public_feed_never_leads_into_our_own_network(string location)
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", 302, string.Empty, "text/plain", ("Location", location));
        using var everywhere = new HttpClient(EveryAddressIs(bench.Platform.Address));
        // A public address, of a block that is kept for examples; the connection ends at the fake all the same.
        var source = bench.Create(new Uri("http://203.0.113.7/feed"), new SourceHttpClient(everywhere, new HttpLimits(), bench.Clock));

        (await source.CollectAsync(null, TestContext.Current.CancellationToken)).ShouldBeOfType<Malformed>().Reason.ShouldContain("private");

        bench.Platform.Calls.ShouldBe(["GET /feed"]);
    }

    private static SocketsHttpHandler EveryAddressIs(Uri fake) => new()
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, fake.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
