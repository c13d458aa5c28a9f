using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Vigie.Collector.Inbound;
using Vigie.Collector.Sources;
using Vigie.Core.Configuration;
using Vigie.Fakes.Clocks;

namespace Vigie.UnitTests.Collector.Inbound;

public sealed class InboundOptionsTests
{
    private const string Good = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Other = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [Fact]
    public void Reads_several_keys_from_the_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Collector:Sources:livechat:Platform"] = "inbound",
            ["Collector:Sources:livechat:Secrets:0"] = Good,
            ["Collector:Sources:livechat:Secrets:1"] = Other,
            ["Collector:Sources:livechat:Tolerance"] = "00:02:00",
        }).Build();

        var options = Platforms.Find("inbound").ShouldNotBeNull().Read(configuration.GetSection("Collector:Sources:livechat")).ShouldBeOfType<InboundOptions>();

        options.Secrets.Select(secret => secret.Reveal()).ShouldBe([Good, Other]);
        options.Tolerance.ShouldBe(TimeSpan.FromMinutes(2));
        options.IsAsked.ShouldBeFalse();
        options.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void A_source_without_a_key_is_a_problem() =>
        new InboundOptions().Problems().ShouldHaveSingleItem().ShouldStartWith("Secrets:");

    [Fact]
    public void A_key_of_another_form_is_a_problem_that_does_not_show_it()
    {
        var problem = new InboundOptions { Secrets = [new Secret(Good), new Secret("hunter2")] }.Problems().ShouldHaveSingleItem();

        problem.ShouldStartWith("Secrets:1:");
        problem.ShouldNotContain("hunter2");
    }

    [Fact]
    public void A_missing_key_file_is_a_problem() =>
        new InboundOptions { SecretFiles = [Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())] }.Problems().ShouldHaveSingleItem().ShouldStartWith("SecretFiles:0:");

    [Fact]
    public void A_changed_key_file_is_used_within_a_minute_and_a_broken_one_not_at_all()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Good + "\n");
            var clock = new ManualClock();
            var keyring = new InboundKeyring(clock, NullLogger<InboundKeyring>.Instance);
            var options = new InboundOptions { SecretFiles = [path] };
            options.Problems().ShouldBeEmpty();
            keyring.Of("livechat", options).ShouldHaveSingleItem().ShouldBe(WebhookKey.Parse(Good));

            File.WriteAllText(path, $"{Good}\n{Other}\n");
            keyring.Of("livechat", options).Count.ShouldBe(1);
            clock.Advance(TimeSpan.FromMinutes(1));
            keyring.Of("livechat", options).Count.ShouldBe(2);

            File.WriteAllText(path, "half a ke");
            clock.Advance(TimeSpan.FromMinutes(1));
            keyring.Of("livechat", options).Count.ShouldBe(2);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
