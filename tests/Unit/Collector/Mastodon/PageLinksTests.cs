using Vigie.Collector.Sources.Mastodon;
using Vigie.Fakes.Servers;

namespace Vigie.UnitTests.Collector.Mastodon;

public sealed class PageLinksTests
{
    [Fact]
    public void Reads_the_header_of_GoToSocial()
    {
        // Recorded from GoToSocial 0.7.1, whose notifications know no min_id.
        var recorded = "<http://localhost:18200/api/v1/notifications?limit=2&max_id=01M80ERMSJQF8NGFAC59GPSXKG>; rel=\"next\", "
            + "<http://localhost:18200/api/v1/notifications?limit=2&since_id=01M80F7AD6EHQFAWD7YV75DYMW>; rel=\"prev\"";

        Read(recorded).ShouldBe(new PageLinks("01M80F7AD6EHQFAWD7YV75DYMW", "01M80ERMSJQF8NGFAC59GPSXKG", NewestBySince: true));
        File.ReadAllText(Recording.PathOf("mastodon/notifications.json")).ShouldContain("since_id=01M80F7AD6EHQFAWD7YV75DYMW");
    }

    [Fact]
    public void Reads_the_header_of_Mastodon() =>
        Read("<https://m.example/api/v1/timelines/tag/x?limit=40&max_id=1>; rel=\"next\", <https://m.example/api/v1/timelines/tag/x?limit=40&min_id=3%2F4>; rel=\"prev\"")
            .ShouldBe(new PageLinks("3/4", "1", NewestBySince: false));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("<https://m.example/x>; rel=\"prev\"")]
    [InlineData("<https://m.example/x?min_id=>; rel=prev")]
    [InlineData("<https://m.example/x?other_min_id=7>; rel=prev")]
    [InlineData("<<<<??>>>>; rel=\"next\"")]
    public void Reads_nothing_out_of_nothing(string header) => Read(header).ShouldBe(new PageLinks(null, null, null));

    private static PageLinks Read(string header)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Link", header);
        return PageLinks.Read(response.Headers);
    }
}
