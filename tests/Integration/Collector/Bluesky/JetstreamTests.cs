using System.Globalization;
using System.Net.WebSockets;
using Vigie.Collector.Sources;
using Vigie.Core.Mentions;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Bluesky;

public sealed class JetstreamTests : IAsyncLifetime
{
    private static readonly string[] Lines = File.ReadAllLines(Recording.PathOf("bluesky/firehose_as_jetstream_v1.jsonl"));

    private static readonly string[] Ours =
    [
        Post(FakeBluesky.Brand, "3n2uh5yretc2v", "bobs feed is neat too"),
        Post(FakeBluesky.Brand, "3n2uh5yshyc2v", "carla accepts interactions on her feed"),
        Post(FakeBluesky.Customer, "3n2uhafkrkc2v", "Hello @alice.test your parcel never arrived"),
        Post(FakeBluesky.Brand, "3n2uhblf22s2v", "Sorry! DM us the number"),
        Post(FakeBluesky.Customer, "3n2uhafkrkc2v", "deleted"),
        Post(FakeBluesky.Customer, "3n2uhdkjxyc2v", "first version brandword"),
        Post(FakeBluesky.Customer, "3n2uhdkjxyc2v", "second version brandword"),
        Post(FakeBluesky.Customer, "3n2uivia44k2v", "Hi @alice.test, order 4711 arrived broken"),
        Post(FakeBluesky.Brand, "3n2uivk6ce22v", "So sorry! We will replace it."),
        Post(FakeBluesky.Customer, "3n2uivk6ry22v", "thank you"),
        Post(FakeBluesky.Customer, "3n2uivia44k2v", "deleted"),
    ];

    private BlueskyBench _bench = null!;

    private FakeJetstream Server => _bench.Server.Jetstream;

    public async ValueTask InitializeAsync() => _bench = await BlueskyBench.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _bench.Server.Platform.Unexpected.ShouldBeEmpty();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task Takes_from_the_recorded_firehose_what_names_answers_or_comes_from_the_brand()
    {
        Play();

        var round = await ListenAsync(Stream(), FromTheStart);

        round.Facts.ShouldBe(Ours, ignoreOrder: true);
        round.Malformed.ShouldBe(0);
        var mention = round.Posts.First(post => post.Text.StartsWith("Hello", StringComparison.Ordinal));
        mention.Direction.ShouldBe(Direction.Inbound);
        mention.Language.ShouldBe("en");
        mention.Permalink.ShouldBe($"https://bsky.app/profile/{FakeBluesky.Customer}/post/3n2uhafkrkc2v");
        round.Posts.Single(post => post.Text.StartsWith("Sorry", StringComparison.Ordinal)).Direction.ShouldBe(Direction.Outbound);
        var edit = round.Posts.Single(post => post.Text.StartsWith("second", StringComparison.Ordinal));
        edit.RevisedAt!.Value.ShouldBeGreaterThan(round.Posts.Single(post => post.Text.StartsWith("first", StringComparison.Ordinal)).CreatedAt!.Value);
        _bench.Server.Platform.Calls.ShouldContain(call => call.StartsWith("GET /subscribe?wantedCollections=app.bsky.feed.post&cursor=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    public async Task A_connection_that_is_cut_is_resumed_without_a_hole(int frames)
    {
        Play();
        Server.CutAfter = frames;

        var before = await ListenAsync(Stream(), FromTheStart);
        var after = await ListenAsync(Stream(), before.Cursor);

        before.Facts.Union(after.Facts).ShouldBe(Ours, ignoreOrder: true);
        Server.Cursors.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Resumes_some_seconds_before_the_last_event_it_saw()
    {
        Play();
        var round = await ListenAsync(Stream(), FromTheStart);

        await ListenAsync(Stream(), round.Cursor);

        Server.Cursors.ToArray()[1].ShouldBe((1795312288366000 - 5_000_000).ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_newer_server_gives_sequence_numbers_and_is_asked_from_exactly_there()
    {
        for (var at = 0; at < Lines.Length; at++)
            Server.Say(Lines[at].Insert(1, $"\"cursor\":{7_000 + at},"));
        Server.ClosesAtEnd = true;

        var before = await ListenAsync(Stream(), """{"c":7000}""");
        var after = await ListenAsync(Stream(), before.Cursor);

        before.Facts.ShouldBe(Ours, ignoreOrder: true);
        Server.Cursors.ShouldBe(["7000", "7011"]);
        after.Facts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Warns_when_the_history_of_the_server_does_not_reach_back_to_the_cursor()
    {
        Play();

        await ListenAsync(Stream(), """{"c":1795300000000000}""");

        _bench.Logs.Lines.ShouldContain(line => line.Contains("its history may not reach back so far"));
    }

    [Fact]
    public async Task A_first_connection_begins_with_what_is_new()
    {
        Play();

        var round = await ListenAsync(Stream(), null);

        round.Events.ShouldBeEmpty();
        Server.Cursors.ShouldBe([string.Empty]);
    }

    [Fact]
    public async Task The_cursor_moves_when_nothing_is_ours()
    {
        var stream = _bench.Stream(options => options.JetstreamSilence = TimeSpan.FromDays(1));
        await using var pages = stream.ReadAsync("""{"c":1}""", CancellationToken.None).GetAsyncEnumerator();
        var next = pages.MoveNextAsync().AsTask();
        await ConnectedAsync();
        Server.Say(Foreign(1));

        await Eventually(() =>
        {
            _bench.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return next.IsCompleted;
        });

        var page = pages.Current.ShouldBeOfType<SourcePage>();
        page.Events.ShouldBeEmpty();
        page.Cursor!.ShouldContain((1795310421263000 + 1).ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_silent_connection_is_given_up()
    {
        await using var pages = Stream().ReadAsync(null, CancellationToken.None).GetAsyncEnumerator();
        var next = pages.MoveNextAsync().AsTask();
        await ConnectedAsync();

        _bench.Clock.Advance(TimeSpan.FromSeconds(61));

        (await next.WaitAsync(BlueskyBench.Patience)).ShouldBeTrue();
        pages.Current.ShouldBeOfType<Transient>().Reason.ShouldContain("silent");
        (await pages.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Stopping_closes_the_connection_cleanly()
    {
        using var stop = new CancellationTokenSource();
        var pages = Stream().ReadAsync(null, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = pages.MoveNextAsync().AsTask();
        await ConnectedAsync();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => next.WaitAsync(BlueskyBench.Patience));
        await Eventually(() => !Server.Closed.IsEmpty);
        Server.Closed.ShouldBe([WebSocketCloseStatus.NormalClosure]);
    }

    [Fact]
    public async Task Two_thousand_matching_events_come_in_small_pages_whole_and_in_order()
    {
        for (var number = 0; number < 2_000; number++)
            Server.Say(Mention(number));
        Server.ClosesAtEnd = true;
        var texts = new List<string>();
        var largest = 0;

        await foreach (var answer in Stream().ReadAsync("""{"c":1}""", CancellationToken.None))
        {
            var page = answer.ShouldBeOfType<SourcePage>();
            largest = Math.Max(largest, page.Events.Count);
            texts.AddRange(page.Events.OfType<PostSeen>().Select(post => post.Text));
        }

        texts.ShouldBe(Enumerable.Range(0, 2_000).Select(number => $"text {number}"));
        largest.ShouldBeLessThanOrEqualTo(100);
    }

    [Fact]
    public async Task Deletions_of_strangers_are_left_out_and_the_memory_of_known_posts_is_bounded()
    {
        for (var number = 0; number < 1_500; number++)
            Server.Say(Mention(number));
        foreach (var number in new[] { 0, 1_499, 9_999 })
            Server.Say($$$"""{"did":"{{{FakeBluesky.Customer}}}","time_us":{{{1795310600000000 + number}}},"kind":"commit","commit":{"operation":"delete","collection":"app.bsky.feed.post","rkey":"m{{{number}}}"}}""");
        Server.ClosesAtEnd = true;

        var round = await ListenAsync(Stream(), """{"c":1}""");

        round.Events.OfType<PostDeleted>().Single().ExternalId.ShouldEndWith("/m1499");
        round.Cursor!.Length.ShouldBeLessThan(12_000);
    }

    [Theory]
    [InlineData(429, "120")]
    [InlineData(503, null)]
    [InlineData(410, null)]
    public async Task A_refused_handshake_is_a_refusal(int status, string? retryAfter)
    {
        (string, string)[] headers = retryAfter is null ? [] : [("Retry-After", retryAfter)];
        _bench.Server.Platform.On("GET /subscribe", status, "{}", "application/json", headers);

        var answers = new List<SourceAnswer>();
        await foreach (var answer in Stream().ReadAsync(null, CancellationToken.None))
            answers.Add(answer);

        SourceRefusal expected = status switch
        {
            429 => new RateLimited(_bench.Clock.GetUtcNow().AddSeconds(120), "HTTP 429 at the handshake"),
            410 => new Gone("HTTP 410 at the handshake"),
            _ => new Transient("HTTP 503 at the handshake"),
        };
        answers.ShouldBe([expected]);
    }

    internal static string Mention(int number, string? text = null) => $$$$"""
        {"did":"{{{{FakeBluesky.Customer}}}}","time_us":{{{{1795310421263000 + number}}}},"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"m{{{{number}}}}","cid":"c","record":{"text":"{{{{text ?? $"text {number}"}}}}","facets":[{"index":{"byteStart":900,"byteEnd":-5},"features":[{"$type":"app.bsky.richtext.facet#mention","did":"{{{{FakeBluesky.Brand}}}}"}]}]}}}
        """;

    internal static string Foreign(int number) => Mention(number).Replace(FakeBluesky.Brand, "did:plc:somebodyelse", StringComparison.Ordinal);

    internal static async Task<Round> ListenAsync(IStreamSource stream, string? cursor)
    {
        using var patience = new CancellationTokenSource(BlueskyBench.Patience);
        var round = new Round(cursor);
        await foreach (var answer in stream.ReadAsync(cursor, patience.Token))
        {
            if (answer is SourcePage page)
                round.Add(page);
        }

        return round;
    }

    // Connected, and the wait for the next frame has begun: its timer is the only one.
    private Task ConnectedAsync() =>
        Eventually(() => _bench.Logs.Lines.Any(line => line.StartsWith("Connected", StringComparison.Ordinal)) && _bench.Clock.WaitingTimers == 1);

    private static async Task Eventually(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(BlueskyBench.Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private const string FromTheStart = """{"c":1000000000000000}""";

    private IStreamSource Stream(params string[] words) =>
        _bench.Stream(options => options.JetstreamMatch.Words = words.Length == 0 ? ["brandword"] : words);

    private void Play()
    {
        foreach (var line in Lines)
            Server.Say(line);
        Server.ClosesAtEnd = true;
    }

    private static string Post(string did, string key, string text) => $"at://{did}/app.bsky.feed.post/{key} {text}";
}
