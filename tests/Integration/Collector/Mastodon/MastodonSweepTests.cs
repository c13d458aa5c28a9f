using Vigie.Collector.Sources;
using Vigie.Collector.Sources.Mastodon;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Mastodon;

public sealed class MastodonSweepTests
{
    private static readonly string Tag = FakeMastodon.Tag("brand");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Finds_an_edit_once(bool lookUpSeveral)
    {
        await using var server = await FakeMastodon.StartAsync(lookUpSeveral);
        var id = server.Post(Tag, "<p>late parcel</p>");
        server.Post(Tag, "<p>nothing changes here</p>");
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);
        await bench.DrainAsync();
        server.Edit(id, "<p>late parcel, you fools</p>", bench.Clock.GetUtcNow());

        bench.Clock.Advance(TimeSpan.FromMinutes(15));
        var events = await bench.DrainAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(15));
        var later = await bench.DrainAsync();

        var post = events.ShouldHaveSingleItem().ShouldBeOfType<PostSeen>();
        post.ExternalId.ShouldBe(id);
        post.Text.ShouldBe("late parcel, you fools");
        post.RevisedAt.ShouldBe(new DateTimeOffset(2026, 11, 22, 7, 0, 0, TimeSpan.Zero));
        later.ShouldBeEmpty();
        server.Platform.Unexpected.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tells_of_a_deletion_after_the_second_look_ten_minutes_later(bool lookUpSeveral)
    {
        await using var server = await FakeMastodon.StartAsync(lookUpSeveral);
        var id = server.Post(Tag, "<p>regretted</p>");
        server.Post(Tag, "<p>stays</p>");
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);
        await bench.DrainAsync();
        server.Delete(id);

        bench.Clock.Advance(TimeSpan.FromMinutes(15));
        var firstLook = await bench.DrainAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(9));
        var tooEarly = await bench.DrainAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        var secondLook = await bench.DrainAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(15));
        var later = await bench.DrainAsync();

        firstLook.ShouldBeEmpty();
        tooEarly.ShouldBeEmpty();
        secondLook.ShouldHaveSingleItem().ShouldBeOfType<PostDeleted>().ExternalId.ShouldBe(id);
        later.ShouldBeEmpty();
    }

    [Fact]
    public async Task Forgets_a_disappearance_that_was_none()
    {
        await using var server = await FakeMastodon.StartAsync(lookUpSeveral: false);
        var id = server.Post(Tag, "<p>here</p>");
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);
        await bench.DrainAsync();
        var path = $"GET /api/v1/statuses/{id}";
        server.Platform.On(path, 404, """{"error":"Record not found"}""");
        bench.Clock.Advance(TimeSpan.FromMinutes(15));
        await bench.DrainAsync();

        server.Platform.On(path, 200, server.Json(id));
        bench.Clock.Advance(TimeSpan.FromMinutes(10));
        await bench.DrainAsync();
        server.Platform.On(path, 404, """{"error":"Record not found"}""");
        bench.Clock.Advance(TimeSpan.FromMinutes(15));

        (await bench.DrainAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Looks_twenty_up_in_one_call_and_remembers_no_more_than_it_may()
    {
        await using var server = await FakeMastodon.StartAsync();
        using var bench = new MastodonBench(server.Platform.Address, options => (options.Hashtags, options.SweepStatuses) = (["brand"], 50));
        server.Open(Tag);
        await bench.DrainAsync();
        for (var number = 0; number < 70; number++)
            server.Post(Tag, $"<p>post {number}</p>");
        await bench.DrainAsync();

        bench.Clock.Advance(TimeSpan.FromMinutes(15));
        await bench.DrainAsync();

        server.Platform.Calls.Count(call => call.StartsWith("GET /api/v1/statuses?", StringComparison.Ordinal)).ShouldBe(3);
        MastodonCursor.TryRead(bench.Cursor)!.Tracked.Count.ShouldBe(50);
        server.Platform.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Looks_no_more_when_the_window_has_passed()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Post(Tag, "<p>old</p>");
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);
        await bench.DrainAsync();

        bench.Clock.Advance(TimeSpan.FromHours(25));
        await bench.DrainAsync();

        server.Platform.Calls.ShouldNotContain(call => call.StartsWith("GET /api/v1/statuses", StringComparison.Ordinal));
        MastodonCursor.TryRead(bench.Cursor)!.Tracked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keeps_the_last_calls_for_new_posts()
    {
        await using var server = await FakeMastodon.StartAsync(lookUpSeveral: false);
        server.Post(Tag, "<p>one</p>");
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);
        server.Headers.AddRange([("X-RateLimit-Remaining", "50"), ("X-RateLimit-Reset", "2026-11-22T08:00:00.000Z")]);
        await bench.DrainAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(15));

        await bench.DrainAsync();

        server.Platform.Calls.ShouldNotContain(call => call.StartsWith("GET /api/v1/statuses", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Goes_on_without_re_reading_where_single_statuses_need_a_token()
    {
        await using var server = await FakeMastodon.StartAsync();
        var id = server.Post(Tag, "<p>one</p>");
        const string Body = """{"error":"This method requires an authenticated user"}""";
        server.Platform.On("GET /api/v1/statuses", 401, Body).On($"GET /api/v1/statuses/{id}", 401, Body);
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);
        await bench.DrainAsync();

        bench.Clock.Advance(TimeSpan.FromMinutes(15));
        await bench.DrainAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(15));
        await bench.DrainAsync();

        server.Platform.Calls.Count(call => call.StartsWith("GET /api/v1/statuses", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Names_the_scope_when_a_token_may_not_look_statuses_up()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Post(FakeMastodon.Mentions, "<p>one</p>");
        server.Platform.On("GET /api/v1/statuses", 403, """{"error":"This action is outside the authorized scopes"}""");
        using var bench = new MastodonBench(server.Platform.Address, options => (options.Notifications, options.AccessToken) = (true, MastodonBench.Token));
        await bench.DrainAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(15));

        (await bench.AskPageAsync()).More.ShouldBeTrue();
        (await bench.AskAsync()).ShouldBeOfType<ExpiredCredentials>().Reason.ShouldContain("read:statuses");
    }

    [Fact]
    public async Task One_status_on_which_the_server_stumbles_stops_no_other()
    {
        await using var server = await FakeMastodon.StartAsync(lookUpSeveral: false);
        var bad = server.Post(Tag, "<p>bad</p>");
        var good = server.Post(Tag, "<p>good</p>");
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);
        await bench.DrainAsync();
        server.Platform.On($"GET /api/v1/statuses/{bad}", 500, "oops", "text/plain");
        server.Edit(good, "<p>good, edited</p>", bench.Clock.GetUtcNow());

        bench.Clock.Advance(TimeSpan.FromMinutes(15));
        var events = await bench.DrainAsync();

        events.ShouldHaveSingleItem().ExternalId.ShouldBe(good);
    }

    [Fact]
    public async Task An_unreadable_item_of_a_batch_is_not_taken_for_a_deletion()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Post(Tag, "<p>one</p>");
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);
        await bench.DrainAsync();
        server.Platform.On("GET /api/v1/statuses", 200, """[{"id":17,"content":"x"}]""");

        List<SourceEvent> events = [];
        for (var look = 0; look < 4; look++)
        {
            bench.Clock.Advance(TimeSpan.FromMinutes(15));
            events.AddRange(await bench.DrainAsync());
        }

        events.ShouldBeEmpty();
    }
}
