using Vigie.Collector.Sources.Bluesky;

namespace Vigie.UnitTests.Collector.Bluesky;

public sealed class AtUriTests
{
    [Theory]
    [InlineData("at://did:plc:abc123/app.bsky.feed.post/3k", true)]
    [InlineData("at://did:web:example.com/app.bsky.feed.post/self", true)]
    [InlineData("at://bob.test/app.bsky.feed.post/3k", false)]
    [InlineData("at://did:plc:abc123/app.bsky.feed.post", false)]
    [InlineData("at://did:plc:abc123/app.bsky.feed.post/3k/x", false)]
    [InlineData("at://did:plc:abc123/app.bsky.feed.post/..", false)]
    [InlineData("at://did:plc:abc123/app.bsky.feed.post/3k?x=\"", false)]
    [InlineData("https://did:plc:abc123/app.bsky.feed.post/3k", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Reads_addresses_of_records_and_nothing_else(string? text, bool isGood)
    {
        AtUri.TryParse(text, out var uri).ShouldBe(isGood);
        uri?.ToString().ShouldBe(text);
    }
}
