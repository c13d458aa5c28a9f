using Vigie.Collector.Sources;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Bluesky;

public sealed class BlueskySweepTests : IAsyncLifetime
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
    public async Task A_deleted_post_is_reported_after_the_second_look_and_only_once()
    {
        var (source, cursor, uris) = await ReadAsync(60);
        Server.Delete(uris[7]);

        var first = await AfterAsync(source, cursor, TimeSpan.FromMinutes(61));
        var second = await AfterAsync(source, first.Cursor, TimeSpan.FromMinutes(5));
        var third = await AfterAsync(source, second.Cursor, TimeSpan.FromMinutes(6));
        var fourth = await AfterAsync(source, third.Cursor, TimeSpan.FromHours(3));

        first.Events.OfType<PostDeleted>().ShouldBeEmpty();
        second.Events.OfType<PostDeleted>().ShouldBeEmpty();
        third.Events.OfType<PostDeleted>().Single().ExternalId.ShouldBe(uris[7]);
        fourth.Events.OfType<PostDeleted>().ShouldBeEmpty();
        Server.CountOf("app.bsky.feed.getPosts?").ShouldBe(6);
    }

    [Fact]
    public async Task An_edited_post_comes_with_its_new_text_and_a_time_after_the_old_version()
    {
        var (source, cursor, uris) = await ReadAsync(30);
        Server.Edit(uris[3], "now an insult");

        var round = await AfterAsync(source, cursor, TimeSpan.FromHours(2));
        var again = await AfterAsync(source, round.Cursor, TimeSpan.FromHours(2));

        var edited = round.Posts.Single(post => post.ExternalId == uris[3]);
        edited.Text.ShouldBe("now an insult");
        edited.RevisedAt!.Value.ShouldBeGreaterThan(edited.CreatedAt!.Value);
        again.Posts.ShouldNotContain(post => post.RevisedAt != null);
    }

    [Fact]
    public async Task A_post_of_an_author_who_blocks_us_is_not_reported_as_deleted()
    {
        var (source, cursor, uris) = await ReadAsync(3);
        Server.Blocked[uris[1]] = true;

        var first = await AfterAsync(source, cursor, TimeSpan.FromHours(2));
        var second = await AfterAsync(source, first.Cursor, TimeSpan.FromHours(2));

        first.Events.Concat(second.Events).OfType<PostDeleted>().ShouldBeEmpty();
        second.Cursor!.ShouldNotContain(uris[1]);
    }

    [Fact]
    public async Task A_post_that_is_back_at_the_second_look_is_not_reported()
    {
        var (source, cursor, uris) = await ReadAsync(3);
        Server.Blocked[uris[0]] = true;
        var first = await AfterAsync(source, cursor, TimeSpan.FromHours(2));
        Server.Blocked.Clear();

        var second = await AfterAsync(source, first.Cursor, TimeSpan.FromMinutes(11));

        second.Events.OfType<PostDeleted>().ShouldBeEmpty();
        second.Cursor!.ShouldContain(uris[0]);
    }

    [Fact]
    public async Task Reads_the_recorded_looks_of_a_real_server_before_and_after_a_deletion()
    {
        const string Deleted = "at://did:plc:gnosbluas72fswpzgxopqrpa/app.bsky.feed.post/3n2uivia44k2v";
        Server.Platform.On("GET /xrpc/app.bsky.notification.listNotifications", Recording.Load("bluesky/listNotifications").PlayAsync);
        Server.Platform.On("GET /xrpc/app.bsky.feed.getPosts", Recording.Load("bluesky/getPosts").PlayAsync);
        Server.Platform.On("GET /xrpc/app.bsky.feed.getPostThread", Recording.Load("bluesky/getPostThread").PlayAsync);
        var source = _bench.Source(_bench.Account());
        var read = await BlueskyBench.DrainAsync(source, null);

        var before = await AfterAsync(source, read.Cursor, TimeSpan.FromHours(2));
        Server.Platform.On("GET /xrpc/app.bsky.notification.listNotifications", Recording.Load("bluesky/listNotifications_page2_empty").PlayAsync);
        Server.Platform.On("GET /xrpc/app.bsky.feed.getPosts", Recording.Load("bluesky/after_delete_getPosts").PlayAsync);
        var first = await AfterAsync(source, before.Cursor, TimeSpan.FromHours(2));
        Server.Platform.On("GET /xrpc/app.bsky.feed.getPostThread", async context =>
            await Recording.Load(context.Request.Query["uri"] == Deleted ? "bluesky/after_delete_getPostThread" : "bluesky/after_delete_parent_of_reply").PlayAsync(context));
        var second = await AfterAsync(source, first.Cursor, TimeSpan.FromMinutes(11));

        before.Events.OfType<PostDeleted>().Concat(first.Events.OfType<PostDeleted>()).ShouldBeEmpty();
        second.Events.OfType<PostDeleted>().Single().ExternalId.ShouldBe(Deleted);
    }

    [Fact]
    public async Task The_list_of_watched_posts_is_bounded()
    {
        var (_, cursor, uris) = await ReadAsync(90, most: 50);

        uris.Count(uri => cursor!.Contains(uri, StringComparison.Ordinal)).ShouldBe(50);
        cursor!.ShouldContain(uris[^1]);
    }

    private async Task<(ISource Source, string? Cursor, List<string> Uris)> ReadAsync(int count, int most = 200)
    {
        var start = _bench.Clock.GetUtcNow().AddHours(-2);
        var uris = Enumerable.Range(0, count).Select(number => Server.Post($"3n{number:D6}", $"text {number}", start.AddSeconds(number))).ToList();
        var source = _bench.Source(_bench.Account(options => options.SweepPosts = most));
        var round = await BlueskyBench.DrainAsync(source, null);
        round.Posts.Count.ShouldBe(count);
        return (source, round.Cursor, uris);
    }

    private async Task<Round> AfterAsync(ISource source, string? cursor, TimeSpan time)
    {
        _bench.Clock.Advance(time);
        return await BlueskyBench.DrainAsync(source, cursor);
    }
}
