using Microsoft.Extensions.Configuration;
using Vigie.Collector.Sources;
using Vigie.Collector.Sources.Feeds;

namespace Vigie.UnitTests.Collector.Feeds;

public sealed class FeedOptionsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("feeds/comments")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/feed")]
    public void An_address_that_is_none_of_the_web_is_a_problem(string? address) =>
        Read(address).Problems().ShouldHaveSingleItem().ShouldStartWith("Address: expected");

    [Fact]
    public void A_web_address_is_none()
    {
        var options = Read("https://example.org/comments/feed/");

        options.Problems().ShouldBeEmpty();
        options.KeepPace.ShouldBeTrue();
        options.OwnAuthors.ShouldBe(["Brand team"]);
    }

    private static FeedOptions Read(string? address)
    {
        var values = new Dictionary<string, string?> { ["feed:Platform"] = "feed", ["feed:OwnAuthors:0"] = "Brand team" };
        if (address is not null)
            values["feed:Address"] = address;
        var section = new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("feed");
        return (FeedOptions)Platforms.Find("feed")!.Read(section);
    }
}
