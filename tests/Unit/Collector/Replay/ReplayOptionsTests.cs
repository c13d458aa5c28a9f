using Microsoft.Extensions.Configuration;
using Vigie.Collector.Sources;
using Vigie.Collector.Sources.Replay;

namespace Vigie.UnitTests.Collector.Replay;

public sealed class ReplayOptionsTests
{
    [Fact]
    public void A_replay_is_configured_like_any_source()
    {
        var options = Read(("Platform", "replay"), ("File", "talk.jsonl"), ("FollowTimes", "true"), ("Speed", "2.5"), ("PageSize", "50"));

        options.File.ShouldBe("talk.jsonl");
        options.Speed.ShouldBe(2.5);
        options.PageSize.ShouldBe(50);
        options.Every.ShouldBe(TimeSpan.FromSeconds(1));
        options.IsAsked.ShouldBeTrue();
    }

    [Fact]
    public void A_key_that_does_not_exist_is_refused() =>
        Should.Throw<InvalidOperationException>(() => Read(("Platform", "replay"), ("Path", "talk.jsonl")));

    private static ReplayOptions Read(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(value => $"s:{value.Key}", value => (string?)value.Value)).Build();
        return Platforms.Find("replay").ShouldNotBeNull().Read(configuration.GetSection("s")).ShouldBeOfType<ReplayOptions>();
    }
}
