using System.Diagnostics;
using System.Text;
using Vigie.Collector.Sources.Feeds;
using Vigie.Collector.Sources.Feeds.Reading;

namespace Vigie.UnitTests.Collector.Feeds;

/// <summary>Feeds that were made to hurt, or that something broke on the way.</summary>
public sealed class HostileFeedTests
{
    [Fact]
    public void Ten_levels_of_entities_stay_ten_letters()
    {
        var declarations = string.Concat(Enumerable.Range(1, 9).Select(level => $"<!ENTITY lol{level} \"{string.Concat(Enumerable.Repeat($"&lol{level - 1};", 10))}\">"));
        var document = Read($"<!DOCTYPE rss [<!ENTITY lol0 \"lol\">{declarations}]><rss><channel><item><title>&lol9;</title><guid>1</guid></item></channel></rss>");

        document.Entries.ShouldHaveSingleItem().Title!.Value.ShouldBe("&lol9;");
        document.Flaw.ShouldBe(FeedFlaw.BrokenXml);
    }

    [Fact]
    public void An_abbreviation_used_a_million_times_is_not_written_out()
    {
        var text = string.Concat(Enumerable.Repeat("&a;", 200_000));
        var document = Read($"<!DOCTYPE rss [<!ENTITY a \"{new string('x', 250)}\">]><rss><channel><item><title>{text}</title><guid>1</guid></item></channel></rss>");

        document.Entries.ShouldHaveSingleItem().Title!.Value.Length.ShouldBeLessThan(700_000);
    }

    [Theory]
    [InlineData("<!ENTITY x SYSTEM \"file:///etc/passwd\">")]
    [InlineData("<!ENTITY x PUBLIC \"-//a//b\" \"http://127.0.0.1:9/x\">")]
    [InlineData("<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;")]
    public void An_external_entity_is_never_read(string declaration)
    {
        var document = Read($"<!DOCTYPE rss [{declaration}]><rss><channel><item><title>a &x; b</title><guid>1</guid></item></channel></rss>");

        document.Entries.ShouldHaveSingleItem().Title!.Value.ShouldBe("a &x; b");
    }

    [Fact]
    public void A_hundred_thousand_nested_elements_are_no_feed()
    {
        var text = "<rss><channel><item><description>" + string.Concat(Enumerable.Repeat("<b>", 100_000)) + "deep" + string.Concat(Enumerable.Repeat("</b>", 100_000)) + "</description></item></channel></rss>";

        Read(text).IsFeed.ShouldBeFalse();
    }

    [Fact]
    public void A_hundred_thousand_nested_elements_in_escaped_markup_are_text()
    {
        var watch = Stopwatch.StartNew();
        var document = Read("<rss><channel><item><guid>1</guid><description>" + string.Concat(Enumerable.Repeat("&lt;div&gt;", 100_000)) + "deep</description></item></channel></rss>");

        Posts(document).ShouldHaveSingleItem().Text.ShouldBe("deep");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("<!DOCTYPE html><html><head><title>Moved</title></head><body><p>We have a new page</p></body></html>")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\"}")]
    [InlineData("<opml version=\"1.0\"><body/></opml>")]
    public void What_is_no_feed_is_said_to_be_none(string text) => Read(text).IsFeed.ShouldBeFalse();

    [Fact]
    public void One_broken_byte_spoils_one_letter_of_good_UTF8()
    {
        var start = Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?><rss><channel><item><guid>1</guid><title>Größe, Käse, été ");
        var end = Encoding.UTF8.GetBytes(" fin</title></item></channel></rss>");

        var document = FeedReader.Read([.. start, 0xE9, .. end], new FeedOrigin("application/rss+xml"));

        document.Entries.ShouldHaveSingleItem().Title!.Value.ShouldBe("Größe, Käse, été \uFFFD fin");
        document.Flaw.ShouldBe(FeedFlaw.EncodingOverridden);
    }

    [Fact]
    public void Megabytes_in_one_place_cost_one_pass()
    {
        var watch = Stopwatch.StartNew();
        foreach (var unit in new[] { "a", "&amp;", "&lt;", "a@", "&lt;/a", "&amp;amp;", "]]", "&lt;!--" })
        {
            var much = string.Concat(Enumerable.Repeat(unit, 500_000));
            var document = Read($"<rss><channel><item><guid>1</guid><author>{much}</author><title>{much}</title><pubDate>{much}</pubDate><description>{much} end</description></item></channel></rss>");
            Posts(document).Count.ShouldBe(1);
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Random_bytes_are_read_without_an_exception()
    {
        var random = new Random(20261122);
        foreach (var length in Enumerable.Range(0, 400))
        {
            var body = new byte[length * 7];
            random.NextBytes(body);
            FeedReader.Read(body, new FeedOrigin("text/xml")).ShouldNotBeNull();
        }
    }

    [Fact]
    public void A_feed_cut_at_any_byte_is_read_without_an_exception()
    {
        var body = File.ReadAllBytes(Fakes.Servers.Recording.PathOf("wordpress/comments-rss2.xml"));
        foreach (var length in Enumerable.Range(0, body.Length))
            FeedReader.Read(body[..length], new FeedOrigin("application/rss+xml; charset=UTF-8")).ShouldNotBeNull();
    }

    [Fact]
    public void Unclosed_items_are_items_of_their_own()
    {
        var document = Read("<rss><channel><title>T &nbsp;</title><item><guid>1</guid><title>One & only<item><guid>2</guid><title>Two</title></channel>");

        document.Entries.Select(entry => entry.Id).ShouldBe(["1", "2"]);
        document.Entries[0].Title!.Value.ShouldBe("One & only");
    }

    [Fact]
    public void The_same_entry_twice_is_one_post_in_its_later_state()
    {
        var document = Read("""
            <feed xmlns="http://www.w3.org/2005/Atom">
              <entry><id>1</id><title>old</title><published>2026-11-01T00:00:00Z</published><updated>2026-11-01T00:00:00Z</updated></entry>
              <entry><id>1</id><title>new</title><published>2026-11-01T00:00:00Z</published><updated>2026-11-02T00:00:00Z</updated></entry>
              <entry><id>1</id><title>older</title><published>2026-11-01T00:00:00Z</published></entry>
            </feed>
            """);

        Posts(document).ShouldHaveSingleItem().Text.ShouldBe("new");
    }

    [Fact]
    public void A_link_that_a_browser_would_run_is_no_permalink()
    {
        var document = Read("<rss><channel><item><guid isPermaLink=\"false\">1</guid><link>javascript:alert(1)</link><title>x</title></item></channel></rss>");

        Posts(document).ShouldHaveSingleItem().Permalink.ShouldBeNull();
    }

    [Fact]
    public void An_entry_with_nothing_to_read_is_counted()
    {
        var document = Read("<rss><channel><item><guid>1</guid></item><item><guid>2</guid><title>x</title></item></channel></rss>");

        new FeedPosts([]).Of(document, default).Unreadable.ShouldBe(1);
    }

    private static FeedDocument Read(string text) => FeedReader.Read(Encoding.UTF8.GetBytes(text), new FeedOrigin("application/xml"));

    private static IReadOnlyList<Vigie.Collector.Sources.PostSeen> Posts(FeedDocument document) => new FeedPosts([]).Of(document, default).Posts;
}
