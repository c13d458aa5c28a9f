using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Vigie.Collector.Sources;
using Vigie.Collector.Sources.Mastodon;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Mastodon;

public sealed class MastodonStreamTests
{
    private const string Mentions = "?stream=user:notification";
    private const string Hashtag = "?stream=hashtag&tag=brand";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Brings_a_mention_as_it_happens_with_the_token_in_the_header()
    {
        await using var server = await StartAsync();
        using var bench = Bench(server, options => options.Notifications = true);
        await using var pages = bench.Stream().ReadAsync(null, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var next = pages.MoveNextAsync().AsTask();
        await server.Streams.ListenedAsync(Mentions);

        var status = FakeMastodon.Status("01S", "<p>you fools</p>");
        await server.Streams.SendEventAsync(Mentions, "notification", FakeMastodon.Notification("01N", status).ToJsonString());

        var page = await PageAsync(next, pages);
        page.Cursor.ShouldBeNull();
        var post = page.Events.ShouldHaveSingleItem().ShouldBeOfType<PostSeen>();
        post.ExternalId.ShouldBe("01S");
        post.Text.ShouldBe("you fools");
        post.RawHash.Length.ShouldBe(32);
        server.Streams.Authorizations.ShouldBe([$"Bearer {MastodonBench.Token.Reveal()}"]);
        server.Platform.Calls.ShouldNotContain(call => call.Contains(MastodonBench.Token.Reveal()));
        server.Platform.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Brings_posts_edits_and_deletions_of_a_hashtag_and_ignores_the_rest()
    {
        await using var server = await StartAsync();
        using var bench = Bench(server, options => options.Hashtags = ["brand"]);
        await using var pages = bench.Stream().ReadAsync(null, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var next = pages.MoveNextAsync().AsTask();
        await server.Streams.ListenedAsync(Hashtag);
        var status = FakeMastodon.Status("01S", "<p>one</p>");
        var edited = FakeMastodon.Status("01S", "<p>two</p>");
        edited["edited_at"] = "2026-11-22T06:30:00.000Z";

        await server.Streams.SendAsync(Hashtag, " ");
        await server.Streams.SendEventAsync(Hashtag, "filters_changed", "");
        await server.Streams.SendEventAsync(Hashtag, "notification", FakeMastodon.Notification("01N", status).ToJsonString());
        await server.Streams.SendEventAsync(Hashtag, "update", status.ToJsonString());
        await server.Streams.SendEventAsync(Hashtag, "status.update", edited.ToJsonString());
        await server.Streams.SendEventAsync(Hashtag, "delete", "01S");
        await server.Streams.SendAsync(Hashtag, new JsonObject { ["event"] = "update", ["payload"] = FakeMastodon.Status("01T", "plain object") }.ToJsonString());

        var events = await EventsAsync(next, pages, 4);
        events.OfType<PostSeen>().Select(post => post.Text).ShouldBe(["one", "two", "plain object"]);
        events[1].ShouldBeOfType<PostSeen>().RevisedAt.ShouldNotBeNull();
        events[2].ShouldBeOfType<PostDeleted>().ExternalId.ShouldBe("01S");
    }

    [Fact]
    public async Task Listens_to_each_stream_on_a_connection_of_its_own()
    {
        await using var server = await StartAsync();
        using var bench = Bench(server, options => (options.Notifications, options.Hashtags, options.PublicTimeline, options.LocalOnly) = (true, ["brand", "latebrand"], true, true));
        await using var pages = bench.Stream().ReadAsync(null, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var next = pages.MoveNextAsync().AsTask();

        foreach (var query in (string[])[Mentions, "?stream=hashtag:local&tag=brand", "?stream=hashtag:local&tag=latebrand", "?stream=public:local"])
            await server.Streams.ListenedAsync(query);
        await server.Streams.SendEventAsync("?stream=public:local", "update", FakeMastodon.Status("01P", "p").ToJsonString());
        await server.Streams.SendEventAsync("?stream=hashtag:local&tag=latebrand", "update", FakeMastodon.Status("01H", "h").ToJsonString());

        (await EventsAsync(next, pages, 2)).Select(each => each.ExternalId).Order(StringComparer.Ordinal).ShouldBe(["01H", "01P"]);
    }

    [Fact]
    public async Task A_cut_ends_the_sequence_and_polling_brings_what_was_missed()
    {
        await using var server = await StartAsync();
        using var bench = Bench(server, options => options.Hashtags = ["brand"]);
        server.Open(FakeMastodon.Tag("brand"));
        await bench.DrainAsync();
        var stream = bench.Stream();
        string missed;
        await using (var pages = stream.ReadAsync(null, TestContext.Current.CancellationToken).GetAsyncEnumerator())
        {
            var next = pages.MoveNextAsync().AsTask();
            await server.Streams.ListenedAsync(Hashtag);
            server.Streams.Cut(Hashtag);
            missed = server.Post(FakeMastodon.Tag("brand"), "<p>while nobody listened</p>");
            (await next.WaitAsync(Patience)).ShouldBeTrue();
            pages.Current.ShouldBeOfType<Transient>();
            (await pages.MoveNextAsync()).ShouldBeFalse();
        }

        await using var again = stream.ReadAsync(null, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var first = again.MoveNextAsync().AsTask();
        await server.Streams.ListenedAsync(Hashtag);
        await server.Streams.SendEventAsync(Hashtag, "update", FakeMastodon.Status("01LATER", "later").ToJsonString());

        (await PageAsync(first, again)).Events.ShouldHaveSingleItem().ExternalId.ShouldBe("01LATER");
        (await bench.DrainAsync()).ShouldHaveSingleItem().ExternalId.ShouldBe(missed);
    }

    [Fact]
    public async Task A_close_by_the_server_is_a_passing_fault()
    {
        await using var server = await StartAsync();
        using var bench = Bench(server, options => options.Notifications = true);
        await using var pages = bench.Stream().ReadAsync(null, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var next = pages.MoveNextAsync().AsTask();
        await server.Streams.ListenedAsync(Mentions);

        await server.Streams.CloseAsync(Mentions);

        (await next.WaitAsync(Patience)).ShouldBeTrue();
        pages.Current.ShouldBeOfType<Transient>().Reason.ShouldContain("1001");
    }

    [Fact]
    public async Task Cancelling_says_goodbye_on_all_connections()
    {
        await using var server = await StartAsync();
        using var bench = Bench(server, options => (options.Notifications, options.Hashtags) = (true, ["brand"]));
        using var stop = new CancellationTokenSource();
        await using var pages = bench.Stream().ReadAsync(null, stop.Token).GetAsyncEnumerator();
        var next = pages.MoveNextAsync().AsTask();
        await server.Streams.ListenedAsync(Mentions);
        await server.Streams.ListenedAsync(Hashtag);
        await server.Streams.SendEventAsync(Mentions, "delete", "01A");
        await server.Streams.SendEventAsync(Hashtag, "delete", "01B");
        await EventsAsync(next, pages, 2);

        next = pages.MoveNextAsync().AsTask();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => next.WaitAsync(Patience));
        for (var connection = 0; connection < 2; connection++)
            (await server.Streams.Endings.Reader.ReadAsync().AsTask().WaitAsync(Patience)).ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task A_silent_stream_ends_without_a_fault_to_be_connected_anew()
    {
        await using var server = await StartAsync();
        using var bench = Bench(server, options => options.Notifications = true);
        await using var pages = bench.Stream().ReadAsync(null, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var next = pages.MoveNextAsync().AsTask();
        await server.Streams.ListenedAsync(Mentions);
        await server.Streams.SendEventAsync(Mentions, "delete", "01GONE");
        await PageAsync(next, pages);

        next = pages.MoveNextAsync().AsTask();
        bench.Clock.Advance(TimeSpan.FromMinutes(15));

        (await next.WaitAsync(Patience)).ShouldBeFalse();
        (await server.Streams.Endings.Reader.ReadAsync().AsTask().WaitAsync(Patience)).ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task A_frame_beyond_the_limit_ends_the_connection_as_malformed()
    {
        await using var server = await StartAsync();
        using var bench = Bench(server, options => (options.Notifications, options.MaxFrameBytes) = (true, 64 * 1024));
        await using var pages = bench.Stream().ReadAsync(null, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var next = pages.MoveNextAsync().AsTask();
        await server.Streams.ListenedAsync(Mentions);

        await server.Streams.SendAsync(Mentions, new string('x', 65 * 1024));

        (await next.WaitAsync(Patience)).ShouldBeTrue();
        pages.Current.ShouldBeOfType<Malformed>().Reason.ShouldContain("65536");
        (await pages.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Hostile_frames_are_counted_and_the_next_good_one_is_read()
    {
        await using var server = await StartAsync();
        using var bench = Bench(server, options => options.Hashtags = ["brand"]);
        await using var pages = bench.Stream().ReadAsync(null, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var next = pages.MoveNextAsync().AsTask();
        await server.Streams.ListenedAsync(Hashtag);

        string[] hostile =
        [
            "nonsense", "[]", "{}", new string('[', 5000), """{"event":7}""", """{"event":"update"}""", """{"event":"update","payload":"{\"id\":"}""",
            """{"event":"update","payload":"\ud800"}""", """{"event":"delete","payload":{}}""", """{"event":"update","payload":"{\"id\":1,\"content\":2}"}""",
        ];
        foreach (var frame in hostile)
            await server.Streams.SendAsync(Hashtag, frame);
        await server.Streams.SendEventAsync(Hashtag, "update", FakeMastodon.Status("01GOOD", "good").ToJsonString());

        var malformed = 0;
        List<SourceEvent> events = [];
        while (events.Count == 0)
        {
            var page = await PageAsync(next, pages);
            malformed += page.MalformedItems;
            events.AddRange(page.Events);
            next = events.Count == 0 ? pages.MoveNextAsync().AsTask() : next;
        }

        events.ShouldHaveSingleItem().ExternalId.ShouldBe("01GOOD");
        malformed.ShouldBe(hostile.Length);
    }

    [Fact]
    public async Task A_frame_that_is_no_UTF_8_breaks_the_protocol_and_so_the_stream()
    {
        await using var server = await StartAsync();
        using var bench = Bench(server, options => options.Notifications = true);
        await using var pages = bench.Stream().ReadAsync(null, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var next = pages.MoveNextAsync().AsTask();
        await server.Streams.ListenedAsync(Mentions);

        await server.Streams.SendAsync(Mentions, [0x22, 0xFF, 0xFE, 0x22]);

        (await next.WaitAsync(Patience)).ShouldBeTrue();
        pages.Current.ShouldBeOfType<Transient>();
    }

    [Theory]
    [InlineData(401, typeof(ExpiredCredentials))]
    [InlineData(403, typeof(ExpiredCredentials))]
    [InlineData(429, typeof(RateLimited))]
    [InlineData(404, typeof(Transient))]
    [InlineData(500, typeof(Transient))]
    public async Task A_refused_handshake_has_the_meaning_of_its_status(int status, Type expected)
    {
        await using var server = await StartAsync();
        server.Platform.On("GET /api/v1/streaming", status, """{"error":"no"}""", "application/json", ("X-RateLimit-Reset", "2026-11-22T07:04:00Z"));
        using var bench = Bench(server, options => options.Notifications = true);

        var answers = await bench.Stream().ReadAsync(null, TestContext.Current.CancellationToken).ToListAsync();

        answers.ShouldHaveSingleItem().ShouldBeOfType(expected);
        if (answers[0] is RateLimited limited)
            limited.Until.ShouldBe(new DateTimeOffset(2026, 11, 22, 7, 4, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task An_error_frame_ends_the_stream_with_its_meaning()
    {
        await using var server = await StartAsync();
        using var bench = Bench(server, options => options.Notifications = true);
        await using var pages = bench.Stream().ReadAsync(null, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var next = pages.MoveNextAsync().AsTask();
        await server.Streams.ListenedAsync(Mentions);

        await server.Streams.SendAsync(Mentions, """{"error":"Missing access token","status":401}""");

        (await next.WaitAsync(Patience)).ShouldBeTrue();
        pages.Current.ShouldBeOfType<ExpiredCredentials>().Reason.ShouldContain("read:notifications");
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_a_passing_fault()
    {
        await using var server = await StartAsync();
        using var bench = Bench(server, options => (options.Notifications, options.StreamingServer) = (true, new Uri("ws://127.0.0.1:1")));

        var answers = await bench.Stream().ReadAsync(null, TestContext.Current.CancellationToken).ToListAsync();

        answers.ShouldHaveSingleItem().ShouldBeOfType<Transient>();
    }

    [Fact]
    public async Task There_is_no_stream_unless_it_is_wanted()
    {
        await using var server = await StartAsync();
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);

        bench.Stream().ShouldBeNull();
    }

    private static async Task<FakeMastodon> StartAsync()
    {
        var server = await FakeMastodon.StartAsync();
        var address = new UriBuilder(server.Platform.Address) { Scheme = "ws" }.Uri;
        server.Platform.On("GET /api/v2/instance", 200, "{\"configuration\":{\"urls\":{\"streaming\":\"" + address + "\"}}}");
        return server;
    }

    private static MastodonBench Bench(FakeMastodon server, Action<MastodonOptions> configure) =>
        new(server.Platform.Address, options =>
        {
            (options.Streaming, options.AccessToken) = (true, MastodonBench.Token);
            configure(options);
        });

    private static async Task<SourcePage> PageAsync(Task<bool> next, IAsyncEnumerator<SourceAnswer> pages)
    {
        (await next.WaitAsync(Patience)).ShouldBeTrue();
        return pages.Current.ShouldBeOfType<SourcePage>();
    }

    private static async Task<List<SourceEvent>> EventsAsync(Task<bool> next, IAsyncEnumerator<SourceAnswer> pages, int count)
    {
        List<SourceEvent> events = [.. (await PageAsync(next, pages)).Events];
        while (events.Count < count)
            events.AddRange((await PageAsync(pages.MoveNextAsync().AsTask(), pages)).Events);
        return events;
    }
}
