using Vigie.Collector.Sources;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Mastodon;

public sealed class MastodonPagingTests
{
    private static readonly string Tag = FakeMastodon.Tag("brand");

    [Fact]
    public async Task First_takes_the_newest_page_only_and_oldest_first()
    {
        await using var server = await FakeMastodon.StartAsync();
        var ids = Enumerable.Range(0, 100).Select(number => server.Post(Tag, $"<p>post {number}</p>")).ToList();
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);

        var events = await bench.DrainAsync();

        events.Select(each => each.ExternalId).ShouldBe(ids[60..]);
        server.Platform.Unexpected.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, 80)]
    [InlineData(true, 80)]
    [InlineData(false, 7)]
    [InlineData(true, 7)]
    public async Task Leaves_no_hole_when_250_posts_came_and_more_come_while_they_are_read(bool knowsOnlySinceId, int mostItems)
    {
        await using var server = await FakeMastodon.StartAsync();
        if (knowsOnlySinceId)
            server.SinceOnly[Tag] = true;
        server.MostItems = mostItems;
        var first = server.Post(Tag, "<p>first</p>");
        using var bench = new MastodonBench(server.Platform.Address, options => (options.Hashtags, options.SweepStatuses) = (["brand"], 0));
        (await bench.DrainAsync()).Select(each => each.ExternalId).ShouldBe([first]);
        var ids = Enumerable.Range(0, 250).Select(number => server.Post(Tag, $"<p>post {number}</p>")).ToList();
        server.BeforePage = page =>
        {
            if (page is > 3 and < 7)
                ids.AddRange(Enumerable.Range(0, 3).Select(number => server.Post(Tag, $"<p>late {page}.{number}</p>")));
        };

        var events = await bench.DrainAsync();
        events.AddRange(await bench.DrainAsync());

        events.Select(each => each.ExternalId).Order(StringComparer.Ordinal).ShouldBe(ids);
        server.Platform.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Goes_on_where_it_was_when_the_process_ends_in_the_middle_of_a_gap()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.SinceOnly[Tag] = true;
        server.Post(Tag, "<p>first</p>");
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);
        await bench.DrainAsync();
        var ids = Enumerable.Range(0, 130).Select(number => server.Post(Tag, $"<p>post {number}</p>")).ToList();

        List<SourceEvent> events = [.. (await bench.AskPageAsync()).Events];
        bench.Restart();
        events.AddRange((await bench.AskPageAsync()).Events);
        bench.Restart();
        events.AddRange(await bench.DrainAsync());

        events.Select(each => each.ExternalId).Order(StringComparer.Ordinal).ShouldBe(ids);
    }

    [Fact]
    public async Task Reads_a_hashtag_that_nobody_had_used_from_its_very_first_post()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Open(Tag);
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);
        (await bench.DrainAsync()).ShouldBeEmpty();
        var ids = Enumerable.Range(0, 90).Select(number => server.Post(Tag, $"<p>post {number}</p>")).ToList();

        var events = await bench.DrainAsync();

        events.Select(each => each.ExternalId).ShouldBe(ids);
    }

    [Fact]
    public async Task Gives_each_timeline_its_turn()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Post(FakeMastodon.Mentions, "<p>one</p>");
        server.Post(Tag, "<p>two</p>");
        server.Post(FakeMastodon.Public, "<p>three</p>");
        using var bench = new MastodonBench(server.Platform.Address, options =>
            (options.Hashtags, options.PublicTimeline, options.LocalOnly, options.Notifications, options.AccessToken) = (["brand"], true, true, true, MastodonBench.Token));

        var events = await bench.DrainAsync();

        events.OfType<PostSeen>().Select(post => post.Text).ShouldBe(["one", "two", "three"]);
        server.Platform.Calls.Where(call => !call.Contains("verify")).Take(3).ShouldBe(
        [
            "GET /api/v1/notifications?types[]=mention&limit=80",
            "GET /api/v1/timelines/tag/brand?limit=40&local=true",
            "GET /api/v1/timelines/public?limit=40&local=true",
        ]);
        server.Platform.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stops_on_a_server_that_gives_the_last_item_again_and_again()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Platform.On("GET " + Tag, 200, $"[{FakeMastodon.Status("01A", "<p>x</p>").ToJsonString()}]");
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);

        var events = await bench.DrainAsync();

        events.Select(each => each.ExternalId).Distinct().ShouldBe(["01A"]);
        server.Platform.Calls.Count(call => call.Contains("tag/brand")).ShouldBe(2);
    }

    [Fact]
    public async Task Takes_no_foreign_cursor_for_a_first_run()
    {
        await using var server = await FakeMastodon.StartAsync();
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);
        bench.Cursor = "at://not-ours";

        (await bench.AskAsync()).ShouldBeOfType<Malformed>();
        server.Platform.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Finds_the_posts_when_the_server_lies_in_a_folder()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Platform.On("GET /social/api/v1/timelines/tag/brand", 200, "[]");
        using var bench = new MastodonBench(new Uri(server.Platform.Address, "/social/"), options => options.Hashtags = ["brand"]);

        (await bench.DrainAsync()).ShouldBeEmpty();
        server.Platform.Unexpected.ShouldBeEmpty();
    }
}
