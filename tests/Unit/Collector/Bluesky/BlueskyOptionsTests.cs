using Microsoft.Extensions.Configuration;
using Vigie.Collector.Sources;
using Vigie.Collector.Sources.Bluesky;

namespace Vigie.UnitTests.Collector.Bluesky;

public sealed class BlueskyOptionsTests
{
    [Fact]
    public void The_example_of_the_readme_is_valid()
    {
        var options = Read(
            ("Platform", "bluesky"), ("Identifier", "acme.example"), ("AppPasswordFile", "/run/secrets/bluesky"), ("Notifications", "true"), ("OwnPosts", "true"),
            ("Queries:0", "acme parcel"), ("Jetstream", "wss://jetstream2.us-east.bsky.network/subscribe"), ("JetstreamMatch:Dids:0", "did:plc:abcdefgh"), ("JetstreamMatch:Words:0", "acme"));

        options.Problems().ShouldBeEmpty();
        options.Service.ShouldBe(new Uri("https://bsky.social"));
    }

    [Theory]
    [InlineData("Notifications", "Notifications=false")]
    [InlineData("Identifier", "Notifications=true")]
    [InlineData("Identifier", "OwnPosts=true")]
    [InlineData("Identifier", "Queries:0=x;PublicService=https://public.example;AppPassword=x")]
    [InlineData("PublicService", "Queries:0=x")]
    [InlineData("Queries", "Queries:0= ;PublicService=https://public.example")]
    [InlineData("Queries", "Queries:0=x;Queries:1=x;PublicService=https://public.example")]
    [InlineData("AppPassword", "Notifications=true;Identifier=acme.example")]
    [InlineData("AppPasswordFile", "Notifications=true;Identifier=acme.example;AppPassword=x;AppPasswordFile=y")]
    [InlineData("Service", "Notifications=true;Identifier=acme.example;AppPassword=x;Service=http://pds.example")]
    [InlineData("JetstreamMatch", "Jetstream=wss://jetstream.example/subscribe")]
    [InlineData("Jetstream", "Jetstream=https://jetstream.example/subscribe;JetstreamMatch:Words:0=acme")]
    [InlineData("JetstreamMatch:Dids", "Jetstream=wss://jetstream.example/subscribe;JetstreamMatch:Dids:0=acme.example")]
    [InlineData("JetstreamMatch:Words", "Jetstream=wss://jetstream.example/subscribe;JetstreamMatch:Words:0=!")]
    public void Names_the_key_that_is_wrong(string key, string settings)
    {
        var pairs = settings.Split(';').Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair[1])).ToArray();

        Read(pairs).Problems().ShouldHaveSingleItem().ShouldStartWith(key + ":");
    }

    [Fact]
    public void A_key_that_does_not_exist_is_an_error()
    {
        Should.Throw<InvalidOperationException>(() => Read(("Handle", "acme.example")));
    }

    [Fact]
    public void The_platform_is_registered()
    {
        Platforms.Find("bluesky").ShouldBeOfType<BlueskyPlatform>();
    }

    private static BlueskyOptions Read(params (string Key, string Value)[] settings) =>
        (BlueskyOptions)new BlueskyPlatform().Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create("S:" + pair.Key, (string?)pair.Value)))
            .Build()
            .GetSection("S"));
}
