using Microsoft.Extensions.Options;
using Vigie.Collector;
using Vigie.Collector.Http;
using Vigie.Collector.Sources;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Http;

/// <summary>The address that is judged is the one that is connected to.</summary>
public sealed class GuardedConnectionTests
{
    private static readonly Uri Elsewhere = new("https://blog.example.org/feed/");

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task A_name_or_address_that_leads_into_our_own_network_is_not_called(string host)
    {
        await using var platform = await FakePlatform.StartAsync();
        using var factory = Factory();
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(platform.Address) { Host = host }.Uri);

        var outcome = await factory.For("feed", [Elsewhere]).SendAsync(request, TestContext.Current.CancellationToken);

        outcome.Refusal.ShouldBe(new Malformed("an address in a private network"));
        platform.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_host_that_the_operator_wrote_down_is_called_wherever_it_lies(string host)
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.On("GET /", 200, "{}");
        using var factory = Factory();
        var address = new UriBuilder(platform.Address) { Host = host }.Uri;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);

        var outcome = await factory.For("feed", [address]).SendAsync(request, TestContext.Current.CancellationToken);

        outcome.IsAnswered.ShouldBeTrue();
        platform.Calls.Count.ShouldBe(1);
    }

    private static SourceHttpFactory Factory() => new(Options.Create(new CollectorOptions()), TimeProvider.System);
}
