using System.Security.Cryptography;
using System.Text;
using Vigie.Collector.Inbound;
using Vigie.Collector.Sources;
using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Collector.Inbound;

public sealed class InboundEventsTests
{
    [Fact]
    public void Reads_a_created_mention_with_all_its_keys()
    {
        const string json = """
            { "type":"mention.created","source":"livechat","id":"chat-991-3","conversationId":"chat-991","permalink":"https://chat.brand.example/991",
              "author":{"id":"v-77","name":"Nora","handle":null},"text":"Anyone there?","language":"en","createdAt":"2026-11-22T11:00:00+01:00","revisedAt":"2026-11-22T10:05:00Z",
              "inReplyTo":"chat-991-2","direction":"inbound","attachments":[{"url":"https://cdn.example/a.png","contentType":"image/png"}] }
            """;

        var post = Read(json).Event.ShouldBeOfType<PostSeen>();

        post.ExternalId.ShouldBe("chat-991-3");
        post.Text.ShouldBe("Anyone there?");
        post.ConversationId.ShouldBe("chat-991");
        post.Permalink.ShouldBe("https://chat.brand.example/991");
        post.Author.ShouldBe(new PostAuthor("v-77", "Nora", null));
        post.Language.ShouldBe("en");
        post.CreatedAt.ShouldBe(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
        post.CreatedAt!.Value.Offset.ShouldBe(TimeSpan.Zero);
        post.RevisedAt.ShouldBe(new DateTimeOffset(2026, 11, 22, 10, 5, 0, TimeSpan.Zero));
        post.InReplyTo.ShouldBe("chat-991-2");
        post.Direction.ShouldBe(Direction.Inbound);
        post.RawHash.ToArray().ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("mention.created", null, Direction.Inbound)]
    [InlineData("mention.edited", null, Direction.Inbound)]
    [InlineData("mention.created", "outbound", Direction.Outbound)]
    [InlineData("reply.created", null, Direction.Outbound)]
    [InlineData("reply.created", "inbound", Direction.Inbound)]
    public void A_reply_is_the_brands_own_unless_it_says_otherwise(string type, string? direction, Direction expected)
    {
        var reading = Read($$"""{"type":"{{type}}","id":"1","text":"a","direction":{{(direction is null ? "null" : $"\"{direction}\"")}}}""");

        reading.Event.ShouldBeOfType<PostSeen>().Direction.ShouldBe(expected);
    }

    [Fact]
    public void A_deletion_needs_no_text() =>
        Read("""{"type":"mention.deleted","id":"1"}""").Event.ShouldBeOfType<PostDeleted>().ExternalId.ShouldBe("1");

    [Fact]
    public void Reads_a_line_of_the_corpus()
    {
        var reading = Read("""{"id":"normal-001","lang":"fr","channel":"tweet","text":"Merci !","parent":null,"abuse":[],"target":"product","severity":1,"flagged":false}""");

        var post = reading.Event.ShouldBeOfType<PostSeen>();
        post.Language.ShouldBe("fr");
        post.Text.ShouldBe("Merci !");
        post.CreatedAt.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"id":"1","text":"a"} {}""")]
    [InlineData("""{"id":"1","text":"a",}""")]
    [InlineData("[]", "an object was expected")]
    [InlineData("7", "an object was expected")]
    [InlineData("""{"text":"a"}""", "id: a string is required")]
    [InlineData("""{"id":7,"text":"a"}""", "id: a string was expected")]
    [InlineData("""{"id":"","text":"a"}""", "id: must not be empty nor hold control characters")]
    [InlineData("""{"id":"a\u0000b","text":"a"}""", "id: must not be empty nor hold control characters")]
    [InlineData("""{"id":"1"}""", "text: a string is required")]
    [InlineData("""{"id":"1","text":["a"]}""", "text: a string was expected")]
    [InlineData("""{"id":"1","text":"a","type":"mention.liked"}""", "type: mention.created, mention.edited, mention.deleted or reply.created was expected")]
    [InlineData("""{"id":"1","text":"a","type":1}""", "type: a string was expected")]
    [InlineData("""{"id":"1","text":"a","author":"Nora"}""", "author: an object was expected")]
    [InlineData("""{"id":"1","text":"a","author":{"name":1}}""", "author.name: a string was expected")]
    [InlineData("""{"id":"1","text":"a","createdAt":"yesterday"}""", "createdAt: a date such as 2026-11-22T10:00:00Z was expected")]
    [InlineData("""{"id":"1","text":"a","createdAt":1795341600}""", "createdAt: a string was expected")]
    [InlineData("""{"id":"1","text":"a","direction":"sideways"}""", "direction: inbound or outbound was expected")]
    [InlineData("""{"id":"1","text":"a","permalink":1}""", "permalink: a string was expected")]
    public void Says_by_key_and_type_what_is_wrong(string json, string problem = "not JSON")
    {
        var reading = Read(json);

        reading.Event.ShouldBeNull();
        reading.Problem.ShouldBe(problem);
    }

    [Fact]
    public void Nesting_without_end_is_not_read() => Read(new string('[', 100_000)).Problem.ShouldBe("not JSON");

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused() =>
        InboundEvents.Read((byte[])[.. "{\"id\":\"1\",\"text\":\""u8, 0xFF, 0xFE, .. "\"}"u8]).Problem.ShouldBe("not UTF-8");

    [Theory]
    [InlineData("""cut \ud83d""", "cut \uFFFD")]
    [InlineData("""\ude00 first, \ud83d\ude00 whole, \\ud83d written, \"\n\u00e9""", "\uFFFD first, 😀 whole, \\ud83d written, \"\né")]
    public void Half_a_character_becomes_the_replacement_character(string escaped, string text) =>
        Read($$"""{"id":"1","text":"{{escaped}}"}""").Event.ShouldBeOfType<PostSeen>().Text.ShouldBe(text);

    [Fact]
    public void Half_a_character_in_a_key_is_no_exception()
    {
        var reading = Read("""{"\ud83d":1,"id":"1","text":"a"}""");

        (reading.Event is not null || reading.Problem is not null).ShouldBeTrue();
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/relative")]
    [InlineData("not an address")]
    public void A_link_that_is_no_web_address_is_left_out_and_the_post_kept(string link) =>
        Read($$"""{"id":"1","text":"a","permalink":"{{link}}"}""").Event.ShouldBeOfType<PostSeen>().Permalink.ShouldBeNull();

    [Theory]
    [InlineData("\"2026-11-22T10:00:00\"")]
    [InlineData("\"2026-11-22T11:00:00+01:00\"")]
    [InlineData("\"2026-11-22T10:00:00.000Z\"")]
    public void The_time_to_play_a_line_goes_before_its_creation(string at) =>
        Read($$"""{"id":"1","text":"a","at":{{at}},"createdAt":"2020-01-01T00:00:00Z"}""").At.ShouldBe(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));

    private static InboundReading Read(string json) => InboundEvents.Read(Encoding.UTF8.GetBytes(json));
}
