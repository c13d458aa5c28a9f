using System.Text;
using System.Text.Json;
using Vigie.Core.Configuration;
using Vigie.Core.Deliveries;
using Vigie.Fakes.Servers;
using Vigie.Fakes.ThirdParty;
using Vigie.Notifier.Channels;
using Vigie.Notifier.Channels.Email;
using Vigie.Notifier.Channels.Webhook;

namespace Vigie.IntegrationTests.Notifier;

/// <summary>The channels against implementations that others wrote: Debian's aiosmtpd, Python's e-mail library, Python's HMAC.</summary>
public sealed class ThirdPartyTests
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [Fact]
    public async Task A_mail_goes_over_STARTTLS_with_authentication_and_another_library_can_read_it()
    {
        await using var server = await ThirdPartySmtpServer.StartAsync("vigie", "s3cret");
        TrustedCertificates.Trust(server.Thumbprint);

        var result = await new EmailChannel(Options(server, "s3cret")).SendAsync(Alerts.One(), Limit);

        result.Category.ShouldBe(DeliveryCategory.Success, result.Reason);
        var mail = await server.MailAsync();
        mail.GetProperty("encrypted").GetBoolean().ShouldBeTrue();
        mail.GetProperty("user").GetString().ShouldBe("vigie");
        mail.GetProperty("sender").GetString().ShouldBe("vigie@brand.example");
        mail.GetProperty("recipients").EnumerateArray().Select(one => one.GetString()).ShouldBe(["manager@brand.example", "legal@brand.example"]);
        mail.GetProperty("subject").GetString().ShouldBe("[Vigie] Niveau 4 — menace visant une personne de l'équipe (1 message)");
        mail.GetProperty("messageId").GetString().ShouldBe("<0198a000-0000-7000-8000-000000000001@brand.example>");
        mail.GetProperty("defects").GetArrayLength().ShouldBe(0);
        mail.GetProperty("type").GetString().ShouldBe("multipart/alternative");
        var parts = mail.GetProperty("parts").EnumerateArray().ToList();
        parts.Select(part => part.GetProperty("type").GetString()).ShouldBe(["text/plain", "text/html"]);
        parts[0].GetProperty("text").GetString()!.ShouldContain("Personne du registre : p-17 (conseillère, Rouen)");
        parts[1].GetProperty("text").GetString()!.ShouldContain("<a href=\"https://vigie.brand.example/mentions/0198a000-0000-7000-8000-000000000003\">");
    }

    [Fact]
    public async Task A_wrong_password_is_a_matter_of_authentication_and_nothing_is_sent()
    {
        await using var server = await ThirdPartySmtpServer.StartAsync("vigie", "s3cret");
        TrustedCertificates.Trust(server.Thumbprint);

        var result = await new EmailChannel(Options(server, "wrong")).SendAsync(Alerts.One(), Limit);

        result.Category.ShouldBe(DeliveryCategory.Authentication, result.Reason);
        (await server.CloseAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_check_finds_it_and_sends_nothing()
    {
        await using var server = await ThirdPartySmtpServer.StartAsync("vigie", "s3cret");

        (await new EmailChannel(Options(server, "s3cret")).CheckAsync(Limit)).Category.ShouldBe(DeliveryCategory.Success);

        (await server.CloseAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, "good")]
    [InlineData(true, "wrong signature")]
    public async Task The_signature_of_a_webhook_is_what_another_library_computes(bool tampered, string expected)
    {
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        using var channel = new WebhookChannel(
            new ChannelSetup("hook", TimeProvider.System, TextWriter.Null), new WebhookOptions { Channel = "webhook", Url = receiver.Address, Secret = new Secret(FakeWebhookReceiver.Secret) });
        (await channel.SendAsync(Alerts.One(), Limit)).Category.ShouldBe(DeliveryCategory.Success);
        var call = receiver.Calls.ShouldHaveSingleItem();

        using var python = Python.Start("hmac", "verify_webhook.py");
        await python.StandardInput.WriteAsync(JsonSerializer.Serialize(new
        {
            secret = FakeWebhookReceiver.Secret,
            headers = call.Headers.Split('\n').Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal),
            body = Convert.ToBase64String(Encoding.UTF8.GetBytes(tampered ? call.Body.Replace("\"severity\":4", "\"severity\":1", StringComparison.Ordinal) : call.Body)),
        }));
        python.StandardInput.Close();

        (await python.StandardOutput.ReadToEndAsync(Limit)).Trim().ShouldBe(expected, await python.StandardError.ReadToEndAsync(Limit));
    }

    private static EmailOptions Options(ThirdPartySmtpServer server, string password) => new()
    {
        Channel = "email",
        From = "vigie@brand.example",
        To = ["manager@brand.example", "legal@brand.example"],
        Host = "localhost",
        Port = server.Port,
        UserName = "vigie",
        Password = new Secret(password),
    };
}
