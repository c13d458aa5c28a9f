using Vigie.Collector.Sources;
using Vigie.Core.Configuration;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Bluesky;

public sealed class BlueskySessionTests : IAsyncLifetime
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
    public async Task Logs_in_once_and_keeps_the_session_over_many_polls()
    {
        var source = _bench.Source(_bench.Account());
        string? cursor = null;

        for (var poll = 0; poll < 20; poll++)
            cursor = (await BlueskyBench.DrainAsync(source, cursor)).Cursor;

        Server.CountOf("com.atproto.server.createSession").ShouldBe(1);
        Server.CountOf("app.bsky.notification.listNotifications").ShouldBe(20);
    }

    [Fact]
    public async Task A_session_that_expires_between_two_pages_is_refreshed_and_the_same_page_is_read()
    {
        for (var number = 0; number < 150; number++)
            Server.Post($"3n{number:D6}", $"text {number}", _bench.Clock.GetUtcNow().AddHours(-1).AddSeconds(number));
        var source = _bench.Source(_bench.Account(options => options.Backfill = TimeSpan.FromDays(1)));
        var first = (SourcePage)await source.CollectAsync(null, CancellationToken.None);

        Server.ExpireAccess();
        var second = (SourcePage)await source.CollectAsync(first.Cursor, CancellationToken.None);

        second.Events.Count.ShouldBe(50);
        second.More.ShouldBeFalse();
        Server.Authorizations.ShouldBe(["Bearer access-1", "Bearer access-1", "Bearer refresh-1", "Bearer access-2"]);
        Server.CountOf("com.atproto.server.createSession").ShouldBe(1);
    }

    [Fact]
    public async Task A_spent_refresh_token_leads_to_one_new_log_in()
    {
        var source = _bench.Source(_bench.Account());
        var cursor = (await BlueskyBench.DrainAsync(source, null)).Cursor;

        Server.RefreshIsSpent = true;
        Server.ExpireAccess();
        await BlueskyBench.DrainAsync(source, cursor);

        Server.CountOf("com.atproto.server.createSession").ShouldBe(2);
        Server.CountOf("com.atproto.server.refreshSession").ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_password_is_told_once_and_not_tried_again_before_a_growing_pause()
    {
        var source = _bench.Source(_bench.Account(options => options.AppPassword = new Secret("wrong")));
        var pauses = new List<int>();

        for (var minute = 0; minute < 16; minute++)
        {
            var answer = await source.CollectAsync(null, CancellationToken.None);
            answer.ShouldBeOfType<ExpiredCredentials>().Reason.ShouldStartWith("AuthenticationRequired");
            pauses.Add(Server.CountOf("com.atproto.server.createSession"));
            _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        // At minute 0, 1, 3, 7 and 15.
        pauses.ShouldBe([1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5]);
        Server.CountOf("app.bsky").ShouldBe(0);
    }

    [Theory]
    [InlineData("bluesky/error_invalid_token", "InvalidToken")]
    [InlineData("bluesky/error_auth_missing", "AuthMissing")]
    public async Task A_refused_token_asks_for_a_human(string recording, string error)
    {
        Server.Platform.On("GET /xrpc/app.bsky.notification.listNotifications", Recording.Load(recording).PlayAsync);

        var answer = await _bench.Source(_bench.Account()).CollectAsync(null, CancellationToken.None);

        answer.ShouldBeOfType<ExpiredCredentials>().Reason.ShouldStartWith(error);
    }

    [Fact]
    public async Task A_limit_is_kept_until_its_reset_and_the_budget_is_passed_on()
    {
        var reset = _bench.Clock.GetUtcNow().AddMinutes(4);
        var source = _bench.Source(_bench.Account());
        (string, string)[] headers = [("RateLimit-Limit", "3000"), ("RateLimit-Remaining", "7"), ("RateLimit-Reset", $"{reset.ToUnixTimeSeconds()}"), ("RateLimit-Policy", "3000;w=300")];
        Server.Platform.On("GET /xrpc/app.bsky.notification.listNotifications", 200, """{"notifications":[]}""", "application/json", headers);
        var page = (SourcePage)await source.CollectAsync(null, CancellationToken.None);
        Server.Platform.On("GET /xrpc/app.bsky.notification.listNotifications", 429, """{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}""", "application/json", headers);

        var limited = await source.CollectAsync(page.Cursor, CancellationToken.None);

        page.Budget.ShouldBe(new RateBudget(7, reset));
        limited.ShouldBeOfType<RateLimited>().Until.ShouldBe(reset);
    }

    [Theory]
    [InlineData(500, """{"error":"InternalServerError","message":"x"}""")]
    [InlineData(502, "<html>bad gateway</html>")]
    [InlineData(400, "plain")]
    public async Task A_failing_server_is_a_passing_fault(int status, string body)
    {
        Server.Platform.On("GET /xrpc/app.bsky.notification.listNotifications", status, body);

        var answer = await _bench.Source(_bench.Account()).CollectAsync(null, CancellationToken.None);

        answer.ShouldBeOfType<Transient>();
    }

    [Theory]
    [InlineData("""{"accessJwt":"a","did":"did:plc:abcdef"}""")]
    [InlineData("""{"accessJwt":"a\r\nX: y","refreshJwt":"r","did":"did:plc:abcdef"}""")]
    [InlineData("""{"accessJwt":"a","refreshJwt":"r","did":17}""")]
    public async Task A_session_that_cannot_be_used_is_refused(string body)
    {
        Server.Platform.On("POST /xrpc/com.atproto.server.createSession", 200, body);

        var answer = await _bench.Source(_bench.Account()).CollectAsync(null, CancellationToken.None);

        answer.ShouldBeOfType<Malformed>();
    }

    [Fact]
    public async Task The_app_password_may_stand_in_a_file()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, FakeBluesky.Password + "\n", TestContext.Current.CancellationToken);
        try
        {
            var round = await BlueskyBench.DrainAsync(_bench.Source(_bench.Account(options => (options.AppPassword, options.AppPasswordFile) = (null, file))), null);

            round.Pages.ShouldBe(1);
        }
        finally
        {
            File.Delete(file);
        }

        var missing = await _bench.Source(_bench.Account(options => (options.AppPassword, options.AppPasswordFile) = (null, file))).CollectAsync(null, CancellationToken.None);
        missing.ShouldBeOfType<ExpiredCredentials>();
    }
}
