using Vigie.Collector.Sources;
using Vigie.Core.Mentions;
using Vigie.Fakes.Waiting;
using Vigie.RealTests.Collecting;

namespace Vigie.RealTests.WordPress;

public sealed class WordPressTests : IAsyncLifetime
{
    private const string Source = "blog";

    private readonly WordPressSite _site = new();
    private readonly string _mark = Guid.NewGuid().ToString("N");
    private Relay _relay = null!;
    private RealCollector _collector = null!;

    public async ValueTask InitializeAsync() => _relay = await Relay.StartAsync(RealServer.WordPress);

    public async ValueTask DisposeAsync()
    {
        await _collector.DisposeAsync();
        await _relay.DisposeAsync();
        _site.Dispose();
    }

    [Theory]
    [InlineData("rss2")]
    [InlineData("atom")]
    [InlineData("rdf")]
    public async Task A_post_is_collected_then_304_then_its_edit_is_a_second_version(string feed)
    {
        await ReadFeedAsync(feed);
        var (post, link) = await _site.PublishAsync($"Parcels & “trouble” {_mark}", $"<p>We are <b>sorry</b> &amp; late. {_mark}</p><script>alert(1)</script><p>Élodie 😀</p>");

        await _collector.CollectAsync(Source);
        var first = (await OursAsync()).ShouldHaveSingleItem();
        first.Text.ShouldStartWith($"Parcels & “trouble” {_mark}");
        first.Text!.ShouldContain($"We are sorry & late. {_mark}");
        first.Text.ShouldContain("Élodie 😀");
        first.AuthorName.ShouldBe("admin");
        first.Permalink.ShouldBe(link);
        first.Direction.ShouldBe(Direction.Inbound);
        first.CreatedAt!.Value.ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(2));
        first.RevisedAt.ShouldBeNull();

        await _collector.CollectAsync(Source);
        Statuses().ShouldBe([200, 304]);

        await ASecondPassesAsync();
        await _site.EditAsync(post, $"<p>It has arrived. {_mark}</p>");
        await _collector.CollectAsync(Source);

        Statuses().ShouldBe([200, 304, 200]);
        var second = (await OursAsync())[1];
        second.Version.ShouldBe(2);
        second.ExternalId.ShouldBe(first.ExternalId);
        second.Text.ShouldBe($"Parcels & “trouble” {_mark}\nIt has arrived. {_mark}");
        // Only Atom has a time of the change; in the other two the new text itself tells.
        (second.RevisedAt is not null).ShouldBe(feed == "atom");
    }

    [Theory]
    [InlineData("comments-rss2")]
    [InlineData("comments-atom")]
    public async Task A_comment_is_collected_when_it_is_approved_with_its_author_and_its_page(string feed)
    {
        await ReadFeedAsync(feed);
        var (post, link) = await _site.PublishAsync($"News {_mark}", "Text");
        var comment = await _site.CommentAsync(post, "Zoë O’Neil", $"You <em>useless</em> & lazy lot {_mark}");
        await _collector.CollectAsync(Source);
        (await OursAsync()).ShouldBeEmpty();

        await ASecondPassesAsync();
        await _site.ApproveAsync(comment);
        var answer = await _site.CommentAsync(post, "Max", $"Indeed {_mark}", answers: comment);
        await _site.ApproveAsync(answer);
        await _collector.CollectAsync(Source);
        await _collector.CollectAsync(Source);

        Statuses().ShouldBe([200, 200, 304]);
        var ours = await OursAsync();
        var seen = ours.Single(mention => mention.AuthorName == "Zoë O’Neil");
        seen.Text.ShouldBe($"You useless & lazy lot {_mark}");
        seen.Permalink.ShouldBe($"{link}#comment-{comment}");
        seen.ConversationId.ShouldBe(link);
        var reply = ours.Single(mention => mention.AuthorName == "Max");
        reply.ConversationId.ShouldBe(seen.ConversationId);
        // RFC 4685 exists in Atom only.
        reply.InReplyTo.ShouldBe(feed == "comments-atom" ? seen.ExternalId : null);
    }

    [Theory]
    [InlineData("comments-rss2")]
    [InlineData("comments-atom")]
    public async Task A_comment_that_is_approved_late_or_changed_is_not_hidden_by_304_for_ever(string feed)
    {
        await ReadFeedAsync(feed);
        var (post, _) = await _site.PublishAsync($"News {_mark}", "Text");
        var late = await _site.CommentAsync(post, "Late", $"approved late {_mark}");
        await ASecondPassesAsync();
        var early = await _site.CommentAsync(post, "Early", $"approved early {_mark}");
        await _site.ApproveAsync(early);
        await _collector.CollectAsync(Source);
        (await OursAsync()).Select(mention => mention.AuthorName).ShouldBe(["Early"]);

        await ASecondPassesAsync();
        await _site.ApproveAsync(late);
        await _site.EditCommentAsync(early, $"changed {_mark}");
        await _collector.CollectAsync(Source);
        // The server dates the feed by its latest comment and sees no change: this is what real sites do.
        Statuses()[^1].ShouldBe(304);

        _collector.Clock.Advance(TimeSpan.FromHours(3));
        await _collector.CollectAsync(Source);

        Statuses()[^1].ShouldBe(200);
        (await OursAsync()).Select(mention => $"{mention.AuthorName} {mention.Version}").ShouldBe(["Early 1", "Early 2", "Late 1"], ignoreOrder: true);
    }

    private async Task ReadFeedAsync(string feed) => _collector = await RealCollector.CreateAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [$"Collector:Sources:{Source}:Platform"] = "feed",
        [$"Collector:Sources:{Source}:Address"] = new Uri(_relay.Address, $"/?feed={feed}").AbsoluteUri,
        [$"Collector:Sources:{Source}:KeepPace"] = "false",
    });

    // The server's marks have seconds.
    private static Task ASecondPassesAsync() => Eventually.PauseAsync(TimeSpan.FromSeconds(1.2));

    private async Task<IReadOnlyList<Vigie.Storage.Entities.Mention>> OursAsync() =>
        [.. (await _collector.MentionsAsync(Source)).Where(mention => mention.Text!.Contains(_mark, StringComparison.Ordinal))];

    private int[] Statuses() => [.. _relay.Calls.Select(call => int.Parse(call[^3..], System.Globalization.CultureInfo.InvariantCulture))];
}
