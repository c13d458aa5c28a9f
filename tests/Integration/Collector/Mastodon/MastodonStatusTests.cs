using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Vigie.Collector.Sources;
using Vigie.Collector.Sources.Mastodon;
using Vigie.Core.Mentions;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Mastodon;

public sealed class MastodonStatusTests
{
    private static readonly string Tag = FakeMastodon.Tag("brand");

    [Fact]
    public async Task Reads_the_mentions_that_GoToSocial_sent()
    {
        await using var server = await FakePlatform.StartAsync();
        var recording = Recording.Load("mastodon/notifications");
        server.On("GET /api/v1/accounts/verify_credentials", Recording.Load("mastodon/verify_credentials").PlayAsync);
        server.On("GET /api/v1/notifications", context => context.Request.Query.ContainsKey("since_id") ? context.Response.WriteAsync("[]") : recording.PlayAsync(context));
        using var bench = new MastodonBench(server.Address, options => (options.Notifications, options.AccessToken) = (true, MastodonBench.Token));
        bench.Clock.Jump(new DateTimeOffset(2026, 11, 22, 1, 52, 0, TimeSpan.Zero) - bench.Clock.GetUtcNow());

        var page = await bench.AskPageAsync();
        var rest = await bench.DrainAsync();

        page.MalformedItems.ShouldBe(0);
        page.Events.Count.ShouldBe(2);
        page.Budget.ShouldBe(new RateBudget(1997, DateTimeOffset.FromUnixTimeSeconds(1795312598)));
        var post = page.Events[^1].ShouldBeOfType<PostSeen>();
        post.ExternalId.ShouldBe("01M80F7ACGPP9NG8THNEYM0M6N");
        post.Text.ShouldBe("@brand third day without an answer #latebrand");
        post.Author.ShouldBe(new PostAuthor("01PZT7GZP4AG8TS88A07CT6YKT", "nora", "nora"));
        post.Permalink.ShouldBe("http://localhost:18200/@nora/statuses/01M80F7ACGPP9NG8THNEYM0M6N");
        post.Language.ShouldBe("en");
        post.InReplyTo.ShouldBeNull();
        post.ConversationId.ShouldBe(post.ExternalId);
        post.Direction.ShouldBe(Direction.Inbound);
        post.CreatedAt.ShouldBe(new DateTimeOffset(2026, 11, 22, 1, 51, 38, 384, TimeSpan.Zero));
        post.RevisedAt.ShouldBeNull();
        post.RawHash.Length.ShouldBe(32);
        rest.ShouldBeEmpty();
        // Its link speaks of since_id: that call knows no min_id.
        server.Calls.Last().ShouldBe("GET /api/v1/notifications?types[]=mention&limit=80&since_id=01M80F7AD6EHQFAWD7YV75DYMW");
        server.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Knows_the_brand_s_own_answer_in_the_thread_that_GoToSocial_sent()
    {
        await using var server = await FakePlatform.StartAsync();
        server.On("GET /api/v1/accounts/verify_credentials", Recording.Load("mastodon/verify_credentials").PlayAsync);
        var thread = $"[{Recording.Load("mastodon/context").Body.GetProperty("descendants")[0].GetRawText()},{Recording.Load("mastodon/status").BodyText}]";
        server.On("GET " + Tag, context => context.Response.WriteAsync(context.Request.Query.ContainsKey("min_id") ? "[]" : thread));
        using var bench = new MastodonBench(server.Address, options => (options.Hashtags, options.AccessToken) = (["brand"], MastodonBench.Token));

        var posts = (await bench.DrainAsync()).Cast<PostSeen>().ToList();

        posts.Select(post => post.Direction).ShouldBe([Direction.Inbound, Direction.Outbound]);
        posts[1].InReplyTo.ShouldBe(posts[0].ExternalId);
        posts[1].ConversationId.ShouldBe(posts[0].ConversationId);
        posts[1].Text.ShouldBe("@nora on it, sorry");
        server.Calls.Count(call => call.Contains("verify_credentials")).ShouldBe(1);
    }

    [Fact]
    public async Task Finds_the_deletion_that_GoToSocial_showed_and_leaves_the_reply()
    {
        await using var server = await FakePlatform.StartAsync();
        server.On("GET /api/v1/statuses", Recording.Load("mastodon/after_delete_status_404").PlayAsync);
        server.On("GET /api/v1/statuses/01M80F7ACGPP9NG8THNEYM0M6N", Recording.Load("mastodon/after_delete_status_404").PlayAsync);
        server.On("GET /api/v1/statuses/01M80F7BC7XBQM7784WC45CRT0", Recording.Load("mastodon/after_delete_reply").PlayAsync);
        var before = $"[{Recording.Load("mastodon/after_delete_reply").BodyText},{Recording.Load("mastodon/status").BodyText}]";
        server.On("GET " + Tag, context => context.Response.WriteAsync(context.Request.Query.ContainsKey("min_id") ? "[]" : before));
        using var bench = new MastodonBench(server.Address, options => options.Hashtags = ["brand"]);
        await bench.DrainAsync();

        List<SourceEvent> events = [];
        for (var look = 0; look < 2; look++)
        {
            bench.Clock.Advance(TimeSpan.FromMinutes(15));
            events.AddRange(await bench.DrainAsync());
        }

        events.ShouldHaveSingleItem().ShouldBeOfType<PostDeleted>().ExternalId.ShouldBe("01M80F7ACGPP9NG8THNEYM0M6N");
        server.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Puts_the_warning_before_the_text_and_the_other_words_of_the_author_behind_it()
    {
        var post = await ReadAsync(
            "<p>which <br>one?</p><p>&lt;vote&gt;</p>",
            status =>
            {
                status["spoiler_text"] = "about a clerk";
                status["poll"] = new JsonObject { ["options"] = new JsonArray(new JsonObject { ["title"] = "the liar" }, new JsonObject { ["title"] = 7 }) };
                status["media_attachments"] = new JsonArray(new JsonObject { ["description"] = "a clown" }, null);
            });

        post.Text.ShouldStartWith("about a clerk\n\nwhich");
        post.Text.ShouldContain("<vote>");
        post.Text.ShouldEndWith("the liar\n\na clown");
        post.Text.ShouldNotContain("<p>");
    }

    [Fact]
    public async Task Takes_the_uri_where_there_is_no_url_and_no_address_of_another_scheme()
    {
        (await ReadAsync("x", status => status["url"] = null)).Permalink.ShouldStartWith("https://other.example/users/nora/statuses/");
        (await ReadAsync("x", status => (status["url"], status["uri"]) = ("javascript:alert(1)", "tag:other.example,2026:1"))).Permalink.ShouldBeNull();
    }

    [Fact]
    public async Task Members_of_the_wrong_type_are_not_there()
    {
        var post = await ReadAsync("<p>x</p>", status =>
        {
            status["account"] = "nora";
            status["language"] = 7;
            status["created_at"] = "soon";
            status["in_reply_to_id"] = 17;
            status["spoiler_text"] = new JsonArray();
            status["media_attachments"] = "none";
        });

        post.Text.ShouldBe("x");
        post.ShouldSatisfyAllConditions(
            () => post.Author.ShouldBeNull(),
            () => post.Language.ShouldBeNull(),
            () => post.CreatedAt.ShouldBeNull(),
            () => post.InReplyTo.ShouldBeNull());
    }

    [Fact]
    public async Task Leaves_boosts_out_without_counting_them_as_malformed()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Post(Tag, "", status => status["reblog"] = FakeMastodon.Status("01INNER", "<p>inner</p>"));
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);

        var page = await bench.AskPageAsync();

        page.Events.ShouldBeEmpty();
        page.MalformedItems.ShouldBe(0);
    }

    [Fact]
    public async Task Leaves_notifications_out_that_are_no_mentions()
    {
        await using var server = await FakeMastodon.StartAsync();
        var status = FakeMastodon.Status("01S", "<p>boosted</p>");
        server.Platform.On("GET " + FakeMastodon.Mentions, 200, new JsonArray(FakeMastodon.Notification("01N", status, "reblog"), new JsonObject { ["id"] = "01F", ["type"] = "follow" }).ToJsonString());
        using var bench = new MastodonBench(server.Platform.Address, options => (options.Notifications, options.AccessToken) = (true, MastodonBench.Token));

        var page = await bench.AskPageAsync();

        page.Events.ShouldBeEmpty();
        page.MalformedItems.ShouldBe(0);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Keeps_private_mentions_unless_told_not_to(bool keep, int expected)
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Post(FakeMastodon.Mentions, "<p>open</p>");
        server.Post(FakeMastodon.Mentions, "<p>whispered</p>", status => status["visibility"] = "direct");
        using var bench = new MastodonBench(server.Platform.Address, options =>
            (options.Notifications, options.AccessToken, options.PrivateMentions) = (true, MastodonBench.Token, keep));

        (await bench.DrainAsync()).Count.ShouldBe(expected);
    }

    [Fact]
    public async Task Knows_the_configured_accounts_of_the_brand_and_never_reads_them_again()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Post(Tag, "<p>ours</p>", status => status["account"] = new JsonObject { ["id"] = "5", ["acct"] = "Help@brand.example" });
        using var bench = new MastodonBench(server.Platform.Address, options => (options.Hashtags, options.BrandAccounts) = (["brand"], ["@help@brand.example"]));

        var events = await bench.DrainAsync();

        events.ShouldHaveSingleItem().ShouldBeOfType<PostSeen>().Direction.ShouldBe(Direction.Outbound);
        MastodonCursor.TryRead(bench.Cursor)!.Tracked.ShouldBeEmpty();
    }

    private static async Task<PostSeen> ReadAsync(string content, Action<JsonObject> change)
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Post(Tag, content, change);
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);
        return (await bench.DrainAsync()).ShouldHaveSingleItem().ShouldBeOfType<PostSeen>();
    }
}
