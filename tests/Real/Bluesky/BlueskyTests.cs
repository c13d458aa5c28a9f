using System.Text;
using System.Text.Json.Nodes;
using Vigie.Collector.Sources;
using Vigie.Core.Mentions;
using Vigie.RealTests.Collecting;

namespace Vigie.RealTests.Bluesky;

public sealed class BlueskyTests : IAsyncLifetime
{
    private const string Source = "network";
    private const string LogIn = "/xrpc/com.atproto.server.createSession";
    private const string Renewal = "/xrpc/com.atproto.server.refreshSession";

    private readonly string _mark = $"mark{Guid.NewGuid():N}"[..20];
    private BlueskyAccount _brand = null!;
    private BlueskyAccount _customer = null!;
    private Relay _relay = null!;
    private RealCollector _collector = null!;

    public async ValueTask InitializeAsync()
    {
        _brand = await BlueskyAccount.SignInAsync("alice.test");
        _customer = await BlueskyAccount.SignInAsync("bob.test");
        _relay = await Relay.StartAsync(RealServer.Bluesky);
        _collector = await CollectorAsync(BlueskyAccount.Password);
    }

    public async ValueTask DisposeAsync()
    {
        await _collector.DisposeAsync();
        await _relay.DisposeAsync();
        _brand.Dispose();
        _customer.Dispose();
    }

    [Fact]
    public async Task Mentions_replies_and_what_only_the_search_finds_are_collected()
    {
        await _collector.CollectAsync(Source);
        var mention = await _customer.PostAsync($"@alice.test Élodie is late 😀 {_mark}", mentions: _brand);
        var own = await _brand.PostAsync($"We are open {_mark}");
        var reply = await _customer.PostAsync($"you liars {_mark}", answers: own);
        var aside = await _customer.PostAsync($"nobody is named here {_mark}");
        foreach (var (post, text) in new[] { (mention, $"@alice.test Élodie is late 😀 {_mark}"), (reply, $"you liars {_mark}"), (aside, $"nobody is named here {_mark}") })
            await BlueskyAccount.ShownAsync(post, text);

        await _collector.CollectAsync(Source);

        var ours = (await _collector.MentionsAsync(Source)).Where(found => found.Text!.Contains(_mark, StringComparison.Ordinal)).ToDictionary(found => found.ExternalId);
        ours.Keys.ShouldBe([mention.Uri, own.Uri, reply.Uri, aside.Uri], ignoreOrder: true);
        ours.Values.ShouldAllBe(found => found.Version == 1);
        ours[mention.Uri].Text.ShouldBe($"@alice.test Élodie is late 😀 {_mark}");
        ours[mention.Uri].AuthorHandle.ShouldBe("bob.test");
        ours[mention.Uri].AuthorId.ShouldBe(_customer.Did);
        ours[mention.Uri].Language.ShouldBe("en");
        ours[mention.Uri].Permalink.ShouldBe($"https://bsky.app/profile/{_customer.Did}/post/{mention.RecordKey}");
        ours[reply.Uri].InReplyTo.ShouldBe(own.Uri);
        ours[reply.Uri].ConversationId.ShouldBe(own.Uri);
        ours[own.Uri].Direction.ShouldBe(Direction.Outbound);
        ours[aside.Uri].Direction.ShouldBe(Direction.Inbound);
        _relay.Calls.ShouldNotContain(call => call.Contains("updateSeen", StringComparison.Ordinal));
        _relay.Calls.ShouldAllBe(call => call.EndsWith(" 200", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_edit_is_a_new_version_and_a_deletion_is_believed_at_the_second_look()
    {
        var kept = await _customer.PostAsync($"@alice.test first text {_mark}", mentions: _brand);
        var gone = await _customer.PostAsync($"@alice.test take this {_mark}", mentions: _brand);
        await BlueskyAccount.ShownAsync(kept, $"@alice.test first text {_mark}");
        await BlueskyAccount.ShownAsync(gone, $"@alice.test take this {_mark}");
        await _collector.CollectAsync(Source);

        // The edited text names nobody any more: only the sweep looks at it again.
        await _customer.EditAsync(kept, "second text");
        await _customer.DeleteAsync(gone);
        await BlueskyAccount.ShownAsync(kept, "second text");
        await BlueskyAccount.ShownAsync(gone, null);
        _collector.Clock.Advance(TimeSpan.FromHours(1));
        await _collector.CollectAsync(Source);

        var versions = (await _collector.MentionsAsync(Source)).Where(found => found.ExternalId == kept.Uri).ToList();
        versions.Select(version => version.Text).ShouldBe([$"@alice.test first text {_mark}", "second text"]);
        versions[1].RevisedAt!.Value.ShouldBeGreaterThan(versions[0].CreatedAt!.Value);
        (await _collector.DeletionsAsync(Source)).ShouldBeEmpty();

        _collector.Clock.Advance(TimeSpan.FromMinutes(11));
        await _collector.CollectAsync(Source);

        (await _collector.DeletionsAsync(Source)).ShouldBe([gone.Uri]);
    }

    [Fact]
    public async Task An_expired_token_is_renewed_and_the_call_made_again()
    {
        _relay.Change = (path, body) => path == LogIn ? AgedTokens.Age(body, "accessJwt") : body;

        var answer = await _collector.CollectAsync(Source);

        answer.ShouldBeOfType<SourcePage>();
        Auth().ShouldBe([$"POST {LogIn} 200", "400", $"POST {Renewal} 200"]);
    }

    [Fact]
    public async Task A_spent_refresh_token_leads_to_one_more_log_in()
    {
        var logIns = 0;
        _relay.Change = (path, body) => path == LogIn && ++logIns == 1 ? AgedTokens.Age(body, "accessJwt", "refreshJwt") : body;

        var answer = await _collector.CollectAsync(Source);

        answer.ShouldBeOfType<SourcePage>();
        Auth().ShouldBe([$"POST {LogIn} 200", "400", $"POST {Renewal} 400", $"POST {LogIn} 200"]);
    }

    [Fact]
    public async Task A_token_that_the_server_does_not_know_needs_a_human()
    {
        _relay.Change = (path, body) => path == LogIn ? Forge(body) : body;

        var answer = await _collector.CollectAsync(Source);

        answer.ShouldBeOfType<ExpiredCredentials>().Reason.ShouldStartWith("InvalidToken");
    }

    [Fact]
    public async Task A_wrong_password_needs_a_human_and_is_not_tried_again_and_again()
    {
        await _collector.DisposeAsync();
        _collector = await CollectorAsync("wrong");

        (await _collector.CollectAsync(Source)).ShouldBeOfType<ExpiredCredentials>().Reason.ShouldStartWith("AuthenticationRequired");
        await _collector.CollectAsync(Source);

        _relay.Calls.ShouldBe([$"POST {LogIn} 401"]);
    }

    private static byte[] Forge(byte[] session)
    {
        var body = JsonNode.Parse(session)!;
        body["accessJwt"] = body["accessJwt"]!.GetValue<string>()[..^6] + "AAAAAA";
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    // Log-ins, renewals, and calls that did not succeed.
    private IEnumerable<string> Auth() => _relay.Calls
        .Where(call => call.Contains(".server.", StringComparison.Ordinal) || !call.EndsWith(" 200", StringComparison.Ordinal))
        .Select(call => call.Contains(".server.", StringComparison.Ordinal) ? call : call[^3..]);

    private Task<RealCollector> CollectorAsync(string password) => RealCollector.CreateAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [$"Collector:Sources:{Source}:Platform"] = "bluesky",
        [$"Collector:Sources:{Source}:Service"] = _relay.Address.AbsoluteUri,
        [$"Collector:Sources:{Source}:Identifier"] = "alice.test",
        [$"Collector:Sources:{Source}:AppPassword"] = password,
        [$"Collector:Sources:{Source}:Notifications"] = "true",
        [$"Collector:Sources:{Source}:Queries:0"] = _mark,
    });
}
