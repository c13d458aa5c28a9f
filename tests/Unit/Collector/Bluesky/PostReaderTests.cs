using System.Text.Json;
using Vigie.Collector.Sources.Bluesky;
using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Collector.Bluesky;

public sealed class PostReaderTests
{
    private static readonly DateTimeOffset KnownAt = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);

    private readonly PostReader _reader = new(new Uri("https://web.example/base/"), ["did:plc:ourselves"]);

    [Theory]
    [InlineData("\"2026-11-22T06:59:59Z\"", "2026-11-22T06:59:59Z")]
    [InlineData("\"2026-11-22T08:30:00+02:00\"", "2026-11-22T06:30:00Z")]
    [InlineData("\"2099-01-01T00:00:00Z\"", "2026-11-22T07:00:00Z")]
    [InlineData("\"0001-01-01T00:00:00Z\"", "2026-11-22T07:00:00Z")]
    [InlineData("\"soon\"", "2026-11-22T07:00:00Z")]
    [InlineData("12", "2026-11-22T07:00:00Z")]
    public void Believes_a_time_only_where_it_can_be(string createdAt, string expected)
    {
        Read($$"""{"text":"x","createdAt":{{createdAt}}}""")!.CreatedAt.ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Makes_a_permalink_with_the_did_and_the_configured_web_address()
    {
        Read("""{"text":"x"}""")!.Permalink.ShouldBe("https://web.example/base/profile/did:plc:somebody/post/3k");
    }

    [Fact]
    public void A_post_without_words_is_a_post_and_one_without_text_is_none()
    {
        Read("""{"text":""}""")!.Text.ShouldBeEmpty();
        Read("{}").ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"root":{"uri":"at://did:plc:other/app.bsky.feed.post/1"},"parent":{"uri":"at://did:plc:other/app.bsky.feed.post/2"}}""", "at://did:plc:other/app.bsky.feed.post/1", "at://did:plc:other/app.bsky.feed.post/2")]
    [InlineData("""{"root":{"uri":"javascript:alert(1)"},"parent":{"uri":""}}""", "at://did:plc:somebody/app.bsky.feed.post/3k", null)]
    [InlineData("7", "at://did:plc:somebody/app.bsky.feed.post/3k", null)]
    public void Follows_a_reference_only_where_it_is_an_address(string reply, string conversation, string? parent)
    {
        var post = Read($$"""{"text":"x","reply":{{reply}}}""")!;

        post.ConversationId.ShouldBe(conversation);
        post.InReplyTo.ShouldBe(parent);
    }

    [Fact]
    public void Our_own_account_is_outbound()
    {
        Read("""{"text":"x"}""", "did:plc:ourselves")!.Direction.ShouldBe(Direction.Outbound);
        Read("""{"text":"x"}""")!.Direction.ShouldBe(Direction.Inbound);
    }

    private Vigie.Collector.Sources.PostSeen? Read(string record, string did = "did:plc:somebody") =>
        _reader.Read(new AtUri(did, AtUri.PostCollection, "3k"), JsonDocument.Parse(record).RootElement, default, KnownAt);
}
