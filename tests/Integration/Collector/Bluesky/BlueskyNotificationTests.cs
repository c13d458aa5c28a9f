using Vigie.Collector.Sources;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Bluesky;

public sealed class BlueskyNotificationTests : IAsyncLifetime
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
    public async Task Reads_the_recorded_notifications_of_a_real_server()
    {
        Server.Platform.On("GET /xrpc/app.bsky.notification.listNotifications", Recording.Load("bluesky/listNotifications").PlayAsync);

        var round = await BlueskyBench.DrainAsync(_bench.Source(_bench.Account()), null);

        round.Posts.Select(post => post.Text).ShouldBe(["Hi @alice.test, order 4711 arrived broken", "thank you"]);
        var reply = round.Posts[1];
        reply.ExternalId.ShouldBe("at://did:plc:gnosbluas72fswpzgxopqrpa/app.bsky.feed.post/3n2uivk6ry22v");
        reply.Author.ShouldBe(new PostAuthor(FakeBluesky.Customer, "Bob", "bob.test"));
        reply.Permalink.ShouldBe("https://bsky.app/profile/did:plc:gnosbluas72fswpzgxopqrpa/post/3n2uivk6ry22v");
        reply.InReplyTo.ShouldBe("at://did:plc:t57wtkzud4ooynoktuym4lpk/app.bsky.feed.post/3n2uivk6ce22v");
        reply.ConversationId.ShouldBe("at://did:plc:gnosbluas72fswpzgxopqrpa/app.bsky.feed.post/3n2uivia44k2v");
        reply.CreatedAt.ShouldBe(new DateTimeOffset(2026, 11, 22, 1, 51, 25, TimeSpan.Zero));
        reply.RevisedAt.ShouldBeNull();
        reply.Language.ShouldBeNull();
        round.Posts[0].Language.ShouldBe("en");
        round.Posts[0].ConversationId.ShouldBe(round.Posts[0].ExternalId);
    }

    [Fact]
    public async Task Asks_for_the_reasons_it_reads_and_never_marks_anything_as_seen()
    {
        await BlueskyBench.DrainAsync(_bench.Source(_bench.Account()), null);

        Server.Platform.Calls.ShouldContain("GET /xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&limit=100");
        Server.Platform.Calls.ShouldNotContain(call => call.Contains("updateSeen"));
    }

    [Fact]
    public async Task The_recorded_empty_page_is_the_end_and_what_comes_later_is_read_whole()
    {
        var source = _bench.Source(_bench.Account());
        Server.Platform.On("GET /xrpc/app.bsky.notification.listNotifications", Recording.Load("bluesky/listNotifications_page2_empty").PlayAsync);
        var first = await BlueskyBench.DrainAsync(source, null);
        await using var later = await BlueskyBench.StartAsync();
        Fill(later.Server, 0, 250, later.Clock.GetUtcNow().AddHours(-1));

        var second = await BlueskyBench.DrainAsync(later.Source(later.Account()), first.Cursor);

        first.Events.ShouldBeEmpty();
        second.Facts.Count.ShouldBe(250);
    }

    [Fact]
    public async Task The_first_run_reads_one_page_and_a_back_fill_reads_all()
    {
        Fill(Server, 0, 250, _bench.Clock.GetUtcNow().AddHours(-1));

        var one = await BlueskyBench.DrainAsync(_bench.Source(_bench.Account()), null);
        var all = await BlueskyBench.DrainAsync(_bench.Source(_bench.Account(options => options.Backfill = TimeSpan.FromDays(2))), null);

        one.Posts.Count.ShouldBe(100);
        all.Facts.Count.ShouldBe(250);
    }

    [Fact]
    public async Task Leaves_no_hole_when_250_wait_and_new_ones_arrive_while_it_pages()
    {
        var start = _bench.Clock.GetUtcNow().AddHours(-2);
        Fill(Server, 0, 1, start);
        var source = _bench.Source(_bench.Account());
        var cursor = (await BlueskyBench.DrainAsync(source, null)).Cursor;
        Fill(Server, 1, 250, start.AddMinutes(1));
        var arriving = 251;
        Server.BeforeAnswer = _ => Fill(Server, arriving++, 1, start.AddHours(1).AddSeconds(arriving));

        var first = await BlueskyBench.DrainAsync(source, cursor);
        Server.BeforeAnswer = _ => { };
        var second = await BlueskyBench.DrainAsync(source, first.Cursor);

        first.Pages.ShouldBeGreaterThanOrEqualTo(3);
        var facts = first.Facts.Union(second.Facts).ToList();
        facts.Count.ShouldBe(arriving);
        Enumerable.Range(0, arriving).ShouldAllBe(number => facts.Any(fact => fact.EndsWith($" text {number}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_interrupted_back_fill_goes_on_with_the_page_where_it_stopped()
    {
        Fill(Server, 0, 250, _bench.Clock.GetUtcNow().AddHours(-1));
        var options = _bench.Account(options => options.Backfill = TimeSpan.FromDays(2));
        var first = (SourcePage)await _bench.Source(options).CollectAsync(null, CancellationToken.None);

        var rest = await BlueskyBench.DrainAsync(_bench.Source(options), first.Cursor);

        first.More.ShouldBeTrue();
        rest.Posts.Count.ShouldBe(150);
        first.Events.Select(post => post.ExternalId).Intersect(rest.Posts.Select(post => post.ExternalId)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_page_token_begins_the_pass_again_and_loses_nothing()
    {
        Fill(Server, 0, 250, _bench.Clock.GetUtcNow().AddHours(-1));
        var source = _bench.Source(_bench.Account(options => options.Backfill = TimeSpan.FromDays(2)));
        var first = (SourcePage)await source.CollectAsync(null, CancellationToken.None);
        await using var refusing = await BlueskyBench.StartAsync();
        refusing.Server.Platform.On("GET /xrpc/app.bsky.notification.listNotifications", Recording.Load("bluesky/error_bad_param").PlayAsync);

        var again = (SourcePage)await refusing.Source(refusing.Account()).CollectAsync(first.Cursor, CancellationToken.None);
        var twice = await refusing.Source(refusing.Account()).CollectAsync(again.Cursor, CancellationToken.None);
        var rest = await BlueskyBench.DrainAsync(source, again.Cursor);

        again.Events.ShouldBeEmpty();
        twice.ShouldBeOfType<Malformed>().Reason.ShouldContain("InvalidRequest");
        rest.Facts.Count.ShouldBe(250);
    }

    [Fact]
    public async Task A_post_with_a_time_before_the_overlap_is_found_by_the_wide_look()
    {
        var now = _bench.Clock.GetUtcNow();
        Fill(Server, 0, 1, now.AddMinutes(-1));
        var source = _bench.Source(_bench.Account());
        var cursor = (await BlueskyBench.DrainAsync(source, null)).Cursor;
        Fill(Server, 1, 120, now.AddMinutes(-40));
        Fill(Server, 500, 1, now.AddHours(-10));

        _bench.Clock.Advance(TimeSpan.FromMinutes(61));
        var wide = await BlueskyBench.DrainAsync(source, cursor);

        wide.Posts.ShouldContain(post => post.Text == "text 500");
    }

    [Fact]
    public async Task Items_of_any_form_are_counted_and_the_good_one_beside_them_is_read()
    {
        var good = Recording.Load("bluesky/listNotifications").Body.GetProperty("notifications")[0].GetRawText();
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 500);
        string[] bad =
        [
            "null", "7", "[]", "{}", "\"text\"", """{"uri":5,"record":{"text":"x"}}""", """{"uri":"at://bob.test/app.bsky.feed.post/3x","record":{"text":"x"}}""",
            $$$$"""{"uri":"at://{{{{FakeBluesky.Customer}}}}/app.bsky.feed.post/3a","record":{"text":["x"]},"indexedAt":1}""",
            $$$$"""{"uri":"at://{{{{FakeBluesky.Customer}}}}/app.bsky.feed.post/3b","record":"x"}""",
            $$$$"""{"uri":"at://{{{{FakeBluesky.Customer}}}}/app.bsky.feed.post/3c","record":{"text":"half a pair \ud800"}}""",
        ];
        var odd = $$$$"""{"uri":"at://{{{{FakeBluesky.Customer}}}}/app.bsky.feed.post/3d","author":9,"record":{"text":"odd","langs":"en","createdAt":{},"reply":[],"facets":{{{{deep}}}}},"indexedAt":"soon"}""";
        var like = $$$$"""{"uri":"at://{{{{FakeBluesky.Customer}}}}/app.bsky.feed.like/3e","reason":"like","record":{}}""";
        Server.Platform.On("GET /xrpc/app.bsky.notification.listNotifications", 200, $$$$"""{"notifications":[{{{{string.Join(',', [.. bad, odd, like, good])}}}}]}""");

        var round = await BlueskyBench.DrainAsync(_bench.Source(_bench.Account()), null);

        round.Posts.Select(post => post.Text).ShouldBe(["thank you", "odd"]);
        round.Malformed.ShouldBe(bad.Length);
        round.Posts[1].CreatedAt.ShouldBe(_bench.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData("<html>busy</html>")]
    [InlineData("[]")]
    [InlineData("""{"notifications":{}}""")]
    [InlineData("")]
    public async Task An_answer_without_its_list_is_malformed_and_the_cursor_stays(string body)
    {
        Server.Platform.On("GET /xrpc/app.bsky.notification.listNotifications", 200, body);

        var answer = await _bench.Source(_bench.Account()).CollectAsync(null, CancellationToken.None);

        answer.ShouldBeOfType<Malformed>();
    }

    [Fact]
    public async Task An_unreadable_cursor_begins_anew()
    {
        Fill(Server, 0, 1, _bench.Clock.GetUtcNow().AddHours(-1));

        var round = await BlueskyBench.DrainAsync(_bench.Source(_bench.Account()), "{broken");

        round.Posts.Count.ShouldBe(1);
    }

    private static void Fill(FakeBluesky server, int from, int count, DateTimeOffset at)
    {
        for (var number = from; number < from + count; number++)
            server.Post($"3n{number:D6}", $"text {number}", at.AddSeconds(number - from));
    }
}
