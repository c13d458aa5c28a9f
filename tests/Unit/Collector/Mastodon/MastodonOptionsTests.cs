using Microsoft.Extensions.Configuration;
using Vigie.Collector.Sources;
using Vigie.Collector.Sources.Mastodon;

namespace Vigie.UnitTests.Collector.Mastodon;

public sealed class MastodonOptionsTests
{
    [Fact]
    public void Reads_the_section_of_the_documentation()
    {
        var options = Read(
            ("Platform", "mastodon"), ("Server", "https://mastodon.example"), ("Hashtags:0", "brand"), ("Notifications", "true"), ("Streaming", "true"),
            ("AccessToken", "secret"), ("BrandAccounts:0", "help@brand.example"), ("SweepEvery", "00:30:00"));

        options.Problems().ShouldBeEmpty();
        options.AccessToken!.Reveal().ShouldBe("secret");
        options.AccessToken.ToString().ShouldBe("***");
        options.SweepEvery.ShouldBe(TimeSpan.FromMinutes(30));
    }

    [Fact]
    public void Refuses_a_key_that_does_not_exist() =>
        Should.Throw<InvalidOperationException>(() => Read(("Server", "https://mastodon.example"), ("Hashtag", "brand")));

    [Theory]
    [InlineData("Server", "")]
    [InlineData("Server", "mastodon.example")]
    [InlineData("Server", "ftp://mastodon.example")]
    [InlineData("Server", "http://mastodon.example")]
    [InlineData("StreamingServer", "https://mastodon.example")]
    [InlineData("StreamingServer", "ws://mastodon.example")]
    [InlineData("Hashtags:0", "#brand")]
    [InlineData("Hashtags:0", "a b")]
    [InlineData("Hashtags:0", "")]
    [InlineData("Hashtags:1", "BRAND")]
    [InlineData("AccessTokenFile", "token.txt")]
    [InlineData("BrandAccounts:0", " ")]
    public void Says_what_was_expected(string key, string value)
    {
        var options = Read(
            [("Server", "https://mastodon.example"), ("Hashtags:0", "brand"), ("Streaming", "true"), ("AccessToken", "secret"), (key, value)]);

        options.Problems().ShouldHaveSingleItem().ShouldStartWith(key.Split(':')[0] + ": ");
    }

    [Theory]
    [InlineData("Notifications")]
    [InlineData("Streaming")]
    public void Demands_a_token_for_what_needs_one(string key) =>
        Read(("Server", "https://mastodon.example"), ("Hashtags:0", "brand"), (key, "true")).Problems().ShouldHaveSingleItem().ShouldStartWith(key);

    [Fact]
    public void Demands_something_to_read() =>
        Read(("Server", "https://mastodon.example")).Problems().ShouldHaveSingleItem().ShouldStartWith("Hashtags");

    [Fact]
    public void Allows_a_server_on_this_machine_without_encryption() =>
        Read(("Server", "http://127.0.0.1:8080"), ("PublicTimeline", "true")).Problems().ShouldBeEmpty();

    [Fact]
    public void Is_found_by_its_word() => Platforms.Find("Mastodon").ShouldBeOfType<MastodonPlatform>();

    private static MastodonOptions Read(params (string Key, string Value)[] values)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in values)
            settings["Source:" + key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return (MastodonOptions)new MastodonPlatform().Read(configuration.GetSection("Source"));
    }
}
