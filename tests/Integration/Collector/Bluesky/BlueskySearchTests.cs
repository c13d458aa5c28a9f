using Vigie.Collector.Sources;
using Vigie.Core.Mentions;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Bluesky;

public sealed class BlueskySearchTests : IAsyncLifetime
{
    private BlueskyBench _bench = null!;

    private FakeBluesky Server => _bench.Server;

    public async ValueTask InitializeAsync() => _bench = await BlueskyBench.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Server.Platform.Unexpected.ShouldBeEmpty();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task Reads_the_recorded_search_of_a_real_server_and_asks_next_time_from_the_overlap_on()
    {
        Server.Platform.On("GET /xrpc/app.bsky.feed.searchPosts", Recording.Load("bluesky/searchPosts").PlayAsync);
        var source = _bench.Source(_bench.Account(options => (options.Notifications, options.Queries) = (false, ["order 4711"])));

        var first = await BlueskyBench.DrainAsync(source, null);
        await BlueskyBench.DrainAsync(source, first.Cursor);

        first.Posts.Single().Text.ShouldBe("Hi @alice.test, order 4711 arrived broken");
        Server.Platform.Calls.Where(call => call.Contains("searchPosts")).ShouldBe(
        [
            "GET /xrpc/app.bsky.feed.searchPosts?q=order%204711&sort=latest&limit=100",
            "GET /xrpc/app.bsky.feed.searchPosts?q=order%204711&sort=latest&since=2026-11-22T01:41:22.000Z&limit=100",
        ]);
    }

    [Fact]
    public async Task Reads_own_posts_as_outbound_and_leaves_reposts_out()
    {
        Server.Platform.On("GET /xrpc/app.bsky.feed.getAuthorFeed", Recording.Load("bluesky/getAuthorFeed_brand").PlayAsync);

        var round = await BlueskyBench.DrainAsync(_bench.Source(_bench.Account(options => (options.Notifications, options.OwnPosts) = (false, true))), null);

        round.Posts.ShouldNotBeEmpty();
        round.Posts.ShouldAllBe(post => post.Direction == Direction.Outbound);
        round.Posts.ShouldContain(post => post.Text == "So sorry! We will replace it.");
    }

    [Fact]
    public async Task A_query_that_the_server_refuses_does_not_keep_the_others_from_being_read()
    {
        Server.Post("3n1", "text", _bench.Clock.GetUtcNow().AddHours(-1));
        Server.Platform.On("GET /xrpc/app.bsky.feed.searchPosts", async context =>
        {
            if (context.Request.Query["q"] == "((")
                await Recording.Load("bluesky/error_bad_param").PlayAsync(context);
            else
                await Recording.Load("bluesky/searchPosts").PlayAsync(context);
        });
        var source = _bench.Source(_bench.Account(options => options.Queries = ["((", "good"]));
        var round = new Round(null);
        var refusals = 0;

        for (var call = 0; call < 8; call++)
        {
            if (await source.CollectAsync(round.Cursor, CancellationToken.None) is SourcePage page)
                round.Add(page);
            else
                refusals++;
        }

        refusals.ShouldBeInRange(2, 3);
        round.Posts.Select(post => post.Text).Distinct().ShouldBe(["text", "Hi @alice.test, order 4711 arrived broken"]);
    }

    [Fact]
    public async Task Searches_without_an_account_over_the_public_server()
    {
        Server.Platform.On("GET /xrpc/app.bsky.feed.searchPosts", Recording.Load("bluesky/searchPosts").PlayAsync);
        var options = _bench.Account(options => (options.Notifications, options.Queries, options.Identifier, options.AppPassword, options.PublicService) = (false, ["4711"], null, null, options.Service));

        var round = await BlueskyBench.DrainAsync(_bench.Source(options), null);

        round.Posts.Count.ShouldBe(1);
        Server.CountOf("com.atproto.server").ShouldBe(0);
    }

    [Fact]
    public async Task A_removed_query_leaves_the_cursor()
    {
        Server.Platform.On("GET /xrpc/app.bsky.feed.searchPosts", Recording.Load("bluesky/searchPosts").PlayAsync);
        var with = await BlueskyBench.DrainAsync(_bench.Source(_bench.Account(options => options.Queries = ["old"])), null);

        var without = await BlueskyBench.DrainAsync(_bench.Source(_bench.Account()), with.Cursor);

        with.Cursor!.ShouldContain("search:old");
        without.Cursor!.ShouldNotContain("search:old");
    }
}
