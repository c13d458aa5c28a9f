using System.Net.Http.Headers;
using System.Text;
using Vigie.Collector.Sources.Feeds;
using Vigie.Collector.Sources.Feeds.Reading;

namespace Vigie.UnitTests.Collector.Feeds;

public sealed class FeedPaceTests
{
    [Theory]
    [InlineData("<ttl>60</ttl>", 60)]
    [InlineData("<ttl>-5</ttl>", 0)]
    [InlineData("<ttl>99999999</ttl>", 1440)]
    [InlineData("<ttl>soon</ttl>", 0)]
    [InlineData("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 15)]
    [InlineData("<sy:updatePeriod>weekly</sy:updatePeriod>", 1440)]
    [InlineData("<sy:updateFrequency>24</sy:updateFrequency>", 60)]
    [InlineData("<ttl>10</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 60)]
    [InlineData("", 0)]
    public void The_longest_wish_of_the_feed_holds_up_to_a_day(string wishes, int minutes)
    {
        var text = $"<rss xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><channel>{wishes}</channel></rss>";
        var feed = FeedReader.Read(Encoding.UTF8.GetBytes(text), new FeedOrigin()).Feed;

        FeedPace.Of(feed).ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    [Theory]
    [InlineData("max-age=300", 300)]
    [InlineData("no-cache, max-age=300", 0)]
    [InlineData("private", 0)]
    public void Freshness_is_a_wish_too(string cacheControl, int seconds) =>
        FeedPace.Of(CacheControlHeaderValue.Parse(cacheControl)).ShouldBe(TimeSpan.FromSeconds(seconds));
}
