using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Vigie.Notifier;

namespace Vigie.UnitTests.Notifier;

/// <summary>A wrong configuration is refused in the first second with a sentence that names the key and what was expected, and never quotes a secret.</summary>
public sealed class NotifierOptionsTests
{
    private const string Secret = "hunter2-sentinel";

    private static readonly string[] Mail =
        ["Receivers:mail:Channel=email", "Receivers:mail:From=vigie@brand.example", "Receivers:mail:To:0=desk@brand.example", "Receivers:mail:Host=mail.brand.example"];

    [Fact]
    public void Nothing_configured_is_a_good_configuration() => Problems().ShouldBeEmpty();

    [Fact]
    public void A_full_configuration_is_read()
    {
        string[] settings =
        [
            .. Mail, "Receivers:mail:UserName=vigie", "Receivers:mail:Password=" + Secret, "Receivers:mail:Language=En",
            "Receivers:hook:Channel=webhook", "Receivers:hook:Url=https://receiver.example/hook", "Receivers:hook:Secret=whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "Rules:0:Name=threats", "Rules:0:When:MinSeverity=4", "Rules:0:When:Categories:0=Threat", "Rules:0:Receivers:0=mail", "Rules:0:Receivers:1=hook", "Rules:0:Continue=true",
            "Rules:1:Name=rest", "Rules:1:GroupBy:0=Source", "Rules:1:GroupWait=00:05:00", "Rules:1:Receivers:0=console", "CatchAllReceivers:0=mail",
            "PublicAddress=https://vigie.brand.example", "Retry:MaxAge=1.00:00:00",
        ];

        Problems(settings).ShouldBeEmpty();
        var options = Read(settings);
        options.Rules.Select(rule => rule.Name).ShouldBe(["threats", "rest"]);
        options.Rules[1].GroupWait.ShouldBe(TimeSpan.FromMinutes(5));
        options.Retry.MaxAge.ShouldBe(TimeSpan.FromDays(1));
    }

    [Theory]
    [InlineData("Notifier:Rules:0:Receivers names 'nobody'", "Rules:0:Name=a", "Rules:0:Receivers:0=nobody")]
    [InlineData("Notifier:Rules:0:Receivers is empty", "Rules:0:Name=a")]
    [InlineData("Notifier:Rules:0:Name is missing", "Rules:0:Receivers:0=console")]
    [InlineData("Notifier:Rules:1:Name 'a' is taken", "Rules:0:Name=a", "Rules:0:Receivers:0=console", "Rules:1:Name=a", "Rules:1:Receivers:0=console")]
    [InlineData("Notifier:Rules:0:Name 'unrouted' is taken", "Rules:0:Name=unrouted", "Rules:0:Receivers:0=console")]
    [InlineData("MinSeverity", "Rules:0:Name=a", "Rules:0:Receivers:0=console", "Rules:0:When:MinSeverity=7")]
    [InlineData("Notifier:CatchAllReceivers names 'nobody'", "CatchAllReceivers:0=nobody")]
    [InlineData("Notifier:PublicAddress is wrong", "PublicAddress=ftp://vigie.example")]
    [InlineData("Notifier:Retry:TransientLongest is wrong", "Retry:TransientFirst=01:00:00")]
    [InlineData("SendTimeout", "SendTimeout=00:00:00")]
    [InlineData("Notifier:Receivers:x:Channel names no channel: expected one of console, email, webhook", "Receivers:x:Channel=pigeon")]
    [InlineData("Notifier:Receivers:x:Pigeon is unknown: expected one of Channel, Language", "Receivers:x:Channel=console", "Receivers:x:Pigeon=" + Secret)]
    [InlineData("Notifier:Receivers:x:Url is wrong", "Receivers:x:Channel=webhook", "Receivers:x:Secret=whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Notifier:Receivers:x:Url is wrong: expected an https address", "Receivers:x:Channel=webhook", "Receivers:x:Url=http://receiver.example", "Receivers:x:Secret=whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Notifier:Receivers:x:Secret is wrong: expected a signing secret", "Receivers:x:Channel=webhook", "Receivers:x:Url=https://receiver.example")]
    [InlineData("Notifier:Receivers:x:Secret is wrong: expected whsec_", "Receivers:x:Channel=webhook", "Receivers:x:Url=https://receiver.example", "Receivers:x:Secret=" + Secret)]
    [InlineData("Notifier:Receivers:x:SecretFile is wrong", "Receivers:x:Channel=webhook", "Receivers:x:Url=https://receiver.example", "Receivers:x:SecretFile=no-such-file")]
    public void A_wrong_key_is_named(string expected, params string[] settings)
    {
        var problems = Problems(settings);

        problems.ShouldContain(problem => problem.Contains(expected, StringComparison.Ordinal), string.Join('\n', problems));
        problems.ShouldAllBe(problem => !problem.Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Notifier:Receivers:mail:From is wrong: expected an e-mail address", "Receivers:mail:From=vigie")]
    [InlineData("Notifier:Receivers:mail:To:0 is wrong: expected an e-mail address", "Receivers:mail:To:0=a b@@c")]
    [InlineData("Notifier:Receivers:mail:From is wrong: expected an e-mail address", "Receivers:mail:From=vigie@brand.example\r\nBcc: a@b.example")]
    [InlineData("Notifier:Receivers:mail:Port cannot be read: expected a value of type Int32", "Receivers:mail:Port=" + Secret)]
    [InlineData("Notifier:Receivers:mail:StartTls cannot be read: expected one of Always, Never", "Receivers:mail:StartTls=perhaps")]
    [InlineData("Notifier:Receivers:mail:Password is wrong: expected a password", "Receivers:mail:UserName=vigie")]
    [InlineData("Notifier:Receivers:mail:UserName is wrong", "Receivers:mail:Password=" + Secret)]
    [InlineData("Notifier:Receivers:mail:StartTls is wrong: expected Always", "Receivers:mail:UserName=vigie", "Receivers:mail:Password=" + Secret, "Receivers:mail:StartTls=Never")]
    [InlineData("Notifier:Receivers:mail:PasswordFile is wrong", "Receivers:mail:UserName=vigie", "Receivers:mail:PasswordFile=no-such-file")]
    public void A_wrong_key_of_an_email_receiver_is_named(string expected, params string[] settings) => A_wrong_key_is_named(expected, [.. Mail, .. settings]);

    [Fact]
    public void An_unknown_key_is_refused() =>
        Should.Throw<InvalidOperationException>(() => Read("Ruls:0:Name=a")).Message.ShouldContain("Ruls");

    private static IReadOnlyList<string> Problems(params string[] settings)
    {
        try
        {
            Read(settings);
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }

    private static NotifierOptions Read(params string[] settings)
    {
        var values = settings.Select(setting => setting.Split('=', 2)).GroupBy(parts => parts[0], StringComparer.Ordinal);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(group => KeyValuePair.Create($"Notifier:{group.Key}", (string?)group.Last()[1])))
            .Build();
        using var services = new ServiceCollection().AddVigieNotifier(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<NotifierOptions>>().Value;
    }
}
