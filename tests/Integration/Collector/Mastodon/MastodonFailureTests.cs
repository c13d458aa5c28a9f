using System.Text;
using Microsoft.AspNetCore.Http;
using Vigie.Collector.Sources;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Mastodon;

public sealed class MastodonFailureTests
{
    private static readonly string Tag = FakeMastodon.Tag("brand");

    [Fact]
    public async Task The_401_of_GoToSocial_means_that_the_account_must_be_connected_again()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Platform.On("GET " + FakeMastodon.Mentions, Recording.Load("mastodon/error_401").PlayAsync);
        using var bench = new MastodonBench(server.Platform.Address, options => (options.Notifications, options.AccessToken) = (true, MastodonBench.Token));

        var refusal = (await bench.AskAsync()).ShouldBeOfType<ExpiredCredentials>();

        refusal.Reason.ShouldContain("401");
        refusal.Reason.ShouldNotContain(MastodonBench.Token.Reveal());
        server.Platform.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_read_before_the_account_of_the_token_is_known()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Post(FakeMastodon.Mentions, "<p>x</p>");
        server.Platform.On("GET /api/v1/accounts/verify_credentials", 503, "starting", "text/plain");
        using var bench = new MastodonBench(server.Platform.Address, options => (options.Notifications, options.AccessToken) = (true, MastodonBench.Token));

        (await bench.AskAsync()).ShouldBeOfType<Transient>();
        server.Pages.ShouldBe(0);
    }

    [Theory]
    [InlineData(401, "only with an access token", typeof(ExpiredCredentials))]
    [InlineData(403, "read:statuses", typeof(ExpiredCredentials))]
    [InlineData(404, "404", typeof(Transient))]
    [InlineData(410, "410", typeof(Gone))]
    [InlineData(500, "500", typeof(Transient))]
    [InlineData(422, "422", typeof(Transient))]
    [InlineData(301, "301", typeof(Transient))]
    public async Task Each_status_has_its_meaning(int status, string reason, Type expected)
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Platform.On("GET " + Tag, status, """{"error":"no"}""");
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);

        var answer = await bench.AskAsync();

        answer.ShouldBeOfType(expected);
        ((SourceRefusal)answer).Reason.ShouldContain(reason);
    }

    [Theory]
    [InlineData("2026-11-22T07:04:00.123456Z")]
    [InlineData("1795331040")]
    public async Task Waits_until_the_reset_in_either_spelling(string reset)
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Platform.On("GET " + Tag, 429, """{"error":"rate limit reached"}""", "application/json", ("X-RateLimit-Limit", "300"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", reset));
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);

        var until = (await bench.AskAsync()).ShouldBeOfType<RateLimited>().Until.ShouldNotBeNull();

        until.ShouldBe(new DateTimeOffset(2026, 11, 22, 7, 4, 0, TimeSpan.Zero), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_timeline_that_is_refused_does_not_stop_the_others()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Platform.On("GET " + FakeMastodon.Tag("none"), 404, """{"error":"Not Found"}""");
        var id = server.Post(Tag, "<p>x</p>");
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["none", "brand"]);

        (await bench.AskAsync()).ShouldBeOfType<Transient>();
        var events = await bench.DrainAsync();

        events.ShouldHaveSingleItem().ExternalId.ShouldBe(id);
    }

    [Fact]
    public async Task After_a_limit_the_same_timeline_goes_on()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Post(Tag, "<p>x</p>");
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);
        server.Platform.On("GET " + Tag, 429, "{}");
        (await bench.AskAsync()).ShouldBeOfType<RateLimited>();

        server.Open(Tag);

        (await bench.DrainAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("<html><body>nginx</body></html>")]
    [InlineData("""[{"id":"01A","content":"cut o""")]
    [InlineData("")]
    [InlineData("""{"error":"not a list"}""")]
    [InlineData("null")]
    public async Task A_body_that_is_no_list_of_JSON_is_malformed_and_moves_nothing(string body)
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Platform.On("GET " + Tag, 200, body);
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);

        (await bench.AskAsync()).ShouldBeOfType<Malformed>();
        bench.Cursor.ShouldBeNull();
    }

    [Fact]
    public async Task A_list_nested_without_end_is_malformed()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Platform.On("GET " + Tag, 200, new string('[', 100_000));
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);

        (await bench.AskAsync()).ShouldBeOfType<Malformed>();
    }

    [Fact]
    public async Task A_connection_that_is_cut_in_the_middle_of_the_body_is_a_passing_fault()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Platform.On("GET " + Tag, async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("[{");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);

        (await bench.AskAsync()).ShouldBeOfType<Transient>();
    }

    [Fact]
    public async Task A_body_larger_than_the_limit_is_malformed()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Platform.On("GET " + Tag, 200, "[" + new string(' ', 5000) + "]");
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"], collector => collector.Http.MaxBodyBytes = 2048);

        (await bench.AskAsync()).ShouldBeOfType<Malformed>();
    }

    [Fact]
    public async Task Items_of_the_wrong_type_are_counted_and_the_others_kept()
    {
        await using var server = await FakeMastodon.StartAsync();
        var good = FakeMastodon.Status("01GOOD", "<p>good</p>").ToJsonString();
        var body = $$$"""[{{{good}}},7,null,"x",[],{},{"id":5,"content":"x"},{"id":"01A"},{"id":"01B","content":{}},{"id":"01C","content":"\ud83d"}]""";
        server.Platform.On("GET " + Tag, context => context.Response.WriteAsync(context.Request.Query.ContainsKey("min_id") ? "[]" : body));
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);

        var page = await bench.AskPageAsync();
        await bench.DrainAsync();

        page.Events.ShouldHaveSingleItem().ExternalId.ShouldBe("01GOOD");
        page.MalformedItems.ShouldBe(9);
        server.Platform.Calls.Last().ShouldEndWith("min_id=01GOOD");
    }

    [Fact]
    public async Task A_byte_that_is_no_UTF_8_costs_no_post()
    {
        await using var server = await FakeMastodon.StartAsync();
        byte[] body = [.. Encoding.UTF8.GetBytes("""[{"id":"01A","content":"<p>caf"""), 0xE9, .. Encoding.UTF8.GetBytes(""" fool</p>"},{"id":"01B","content":"fine"}]""")];
        server.Platform.On("GET " + Tag, async context => await context.Response.Body.WriteAsync(body));
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);

        var page = await bench.AskPageAsync();

        page.Events.OfType<PostSeen>().Select(post => post.Text).ShouldBe(["fine", "caf\uFFFD fool"]);
    }

    [Fact]
    public async Task Sends_the_token_of_the_file_and_asks_for_JSON()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "token");
        await File.WriteAllTextAsync(file, "first\n");
        await using var server = await FakeMastodon.StartAsync();
        List<string> seen = [];
        server.Platform.On("GET " + FakeMastodon.Mentions, async context =>
        {
            seen.Add(context.Request.Headers.Authorization.ToString());
            context.Request.Headers.Accept.ToString().ShouldBe("application/json");
            await context.Response.WriteAsync("[]");
        });
        using var bench = new MastodonBench(server.Platform.Address, options => (options.Notifications, options.AccessTokenFile) = (true, file));

        await bench.DrainAsync();
        await File.WriteAllTextAsync(file, "renewed");
        await bench.DrainAsync();
        File.Delete(file);
        var without = await bench.AskAsync();

        seen.ShouldBe(["Bearer first", "Bearer renewed"]);
        without.ShouldBeOfType<ExpiredCredentials>().Reason.ShouldNotContain(file);
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("not-ascii-é")]
    [InlineData("  ")]
    public async Task A_token_that_no_header_can_carry_is_never_shown(string token)
    {
        await using var server = await FakeMastodon.StartAsync();
        using var bench = new MastodonBench(server.Platform.Address, options => (options.Notifications, options.AccessToken) = (true, new Vigie.Core.Configuration.Secret(token)));

        (await bench.AskAsync()).ShouldBeOfType<ExpiredCredentials>().Reason.ShouldNotContain(token);
        server.Platform.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reports_the_calls_left()
    {
        await using var server = await FakeMastodon.StartAsync();
        server.Post(Tag, "<p>x</p>");
        server.Headers.AddRange([("X-RateLimit-Remaining", "299"), ("X-RateLimit-Reset", "2026-11-22T07:05:00.000Z")]);
        using var bench = new MastodonBench(server.Platform.Address, options => options.Hashtags = ["brand"]);

        (await bench.AskPageAsync()).Budget.ShouldBe(new RateBudget(299, new DateTimeOffset(2026, 11, 22, 7, 5, 0, TimeSpan.Zero)));
    }
}
