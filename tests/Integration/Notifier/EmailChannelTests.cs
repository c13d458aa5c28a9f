using System.Net;
using System.Net.Sockets;
using Vigie.Core.Configuration;
using Vigie.Core.Deliveries;
using Vigie.Fakes.Servers;
using Vigie.Notifier.Channels.Email;
using Vigie.Notifier.Templates;

namespace Vigie.IntegrationTests.Notifier;

/// <summary>The e-mail channel against a mail server over real sockets.</summary>
public sealed class EmailChannelTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Limit => new CancellationTokenSource(Patience).Token;

    [Fact]
    public async Task Sends_over_TLS_with_authentication_and_a_stable_message_id()
    {
        await using var server = new FakeSmtpServer { Credentials = ("vigie", "s3cret-é") };
        TrustedCertificates.Trust(server.Thumbprint);
        var channel = new EmailChannel(Options(server, StartTls.Always, ("vigie", "s3cret-é")));

        var result = await channel.SendAsync(Alerts.One(), Limit);

        result.Category.ShouldBe(DeliveryCategory.Success, result.Reason);
        var mail = server.Mails.ShouldHaveSingleItem();
        mail.Encrypted.ShouldBeTrue();
        mail.Recipients.ShouldBe(["manager@brand.example", "legal@brand.example"]);
        mail.Header("Message-ID").ShouldBe("<0198a000-0000-7000-8000-000000000001@brand.example>");
        mail.Header("Auto-Submitted").ShouldBe("auto-generated");
        mail.Subject.ShouldBe("[Vigie] Niveau 4 — menace visant une personne de l'équipe (1 message)");
        mail.Parts.Count.ShouldBe(2);
        mail.Parts[0].ShouldContain("Personne du registre : p-17 (conseillère, Rouen)");
        mail.Parts[0].ShouldContain("https://vigie.brand.example/mentions/0198a000-0000-7000-8000-000000000003");
        mail.Parts[1].ShouldContain("<a href=\"https://vigie.brand.example/mentions/0198a000-0000-7000-8000-000000000003\">");
    }

    [Fact]
    public async Task Writes_English_where_the_receiver_reads_it()
    {
        await using var server = new FakeSmtpServer();
        var options = Options(server);
        options.Language = AlertLanguage.En;

        await new EmailChannel(options).SendAsync(Alerts.One(3), Limit);

        server.Mails.ShouldHaveSingleItem().Subject.ShouldBe("[Vigie] Level 3 — threat aimed at a member of staff (1 message)");
    }

    [Theory]
    [InlineData("CONNECT", "421 4.3.2 closing", DeliveryCategory.Unavailable)]
    [InlineData("CONNECT", "554 5.7.1 no", DeliveryCategory.Permanent)]
    [InlineData("MAIL", "421 4.3.2 closing", DeliveryCategory.Unavailable)]
    [InlineData("MAIL", "451 4.3.0 later", DeliveryCategory.Transient)]
    [InlineData("MAIL", "452 4.3.1 no room", DeliveryCategory.Transient)]
    [InlineData("MAIL", "530 5.7.0 Authentication required", DeliveryCategory.Configuration)]
    [InlineData("MAIL", "535 5.7.8 wrong", DeliveryCategory.Authentication)]
    [InlineData("MAIL", "550 5.1.0 sender refused", DeliveryCategory.Permanent)]
    [InlineData("DATA", "451 4.3.0 later", DeliveryCategory.Transient)]
    [InlineData("DATA", "503 5.5.1 out of order", DeliveryCategory.Configuration)]
    [InlineData("END", "452 4.3.1 no room", DeliveryCategory.Transient)]
    [InlineData("END", "554 5.6.0 content refused", DeliveryCategory.Permanent)]
    [InlineData("END", null, DeliveryCategory.Transient)]
    [InlineData("CONNECT", null, DeliveryCategory.Transient)]
    [InlineData("MAIL", null, DeliveryCategory.Transient)]
    public async Task A_refusal_is_classified_by_its_code(string command, string? reply, DeliveryCategory expected)
    {
        await using var server = new FakeSmtpServer().Refuse(command, reply);

        var result = await new EmailChannel(Options(server)).SendAsync(Alerts.One(), Limit);

        result.Category.ShouldBe(expected, result.Reason);
        server.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("450 4.2.0 greylisted", "450 4.2.0 greylisted", DeliveryCategory.Transient)]
    [InlineData("550 5.1.1 unknown", "550 5.1.1 unknown", DeliveryCategory.Permanent)]
    [InlineData("550 5.1.1 unknown", "450 4.2.0 greylisted", DeliveryCategory.Transient)]
    [InlineData("450 4.2.0 greylisted", null, DeliveryCategory.Transient)]
    [InlineData("550 5.1.1 unknown", null, DeliveryCategory.Success)]
    public async Task Refused_recipients_count_by_whether_they_may_be_accepted_later(string first, string? second, DeliveryCategory expected)
    {
        await using var server = new FakeSmtpServer();
        server.Refuse("RCPT", first);
        if (second is not null)
            server.Refuse("RCPT", second);

        var result = await new EmailChannel(Options(server)).SendAsync(Alerts.One(), Limit);

        result.Category.ShouldBe(expected, result.Reason);
        if (expected == DeliveryCategory.Success)
            result.Reason.ShouldContain("1 of 2 recipients are refused");
    }

    [Fact]
    public async Task A_wrong_password_is_a_matter_of_authentication()
    {
        await using var server = new FakeSmtpServer { Credentials = ("vigie", "right") };
        TrustedCertificates.Trust(server.Thumbprint);

        var result = await new EmailChannel(Options(server, StartTls.Always, ("vigie", "wrong"))).SendAsync(Alerts.One(), Limit);

        result.Category.ShouldBe(DeliveryCategory.Authentication, result.Reason);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_before_the_password_is_sent()
    {
        await using var server = new FakeSmtpServer { Credentials = ("vigie", "right") };

        var result = await new EmailChannel(Options(server, StartTls.Always, ("vigie", "right"))).SendAsync(Alerts.One(), Limit);

        result.Category.ShouldBe(DeliveryCategory.Configuration, result.Reason);
        server.Commands.ShouldNotContain("AUTH");
    }

    [Fact]
    public async Task A_server_without_STARTTLS_is_refused()
    {
        await using var server = new FakeSmtpServer { OffersStartTls = false };
        var channel = new EmailChannel(Options(server, StartTls.Always));

        (await channel.SendAsync(Alerts.One(), Limit)).Category.ShouldBe(DeliveryCategory.Configuration);
        (await channel.CheckAsync(Limit)).Category.ShouldBe(DeliveryCategory.Configuration);
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_listening_is_unavailable()
    {
        var port = FreePort();
        var channel = new EmailChannel(new EmailOptions { Channel = "email", From = "vigie@brand.example", To = ["a@brand.example"], Host = "127.0.0.1", Port = port, StartTls = StartTls.Never });

        (await channel.SendAsync(Alerts.One(), Limit)).Category.ShouldBe(DeliveryCategory.Unavailable);
        (await channel.CheckAsync(Limit)).Category.ShouldBe(DeliveryCategory.Unavailable);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_left_when_the_time_is_over()
    {
        var silence = new TaskCompletionSource();
        await using var server = new FakeSmtpServer { HoldAfterData = silence.Task };
        using var limit = new CancellationTokenSource();
        var sending = new EmailChannel(Options(server)).SendAsync(Alerts.One(), limit.Token);
        await server.FirstMail.Task.WaitAsync(Patience);

        await limit.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(sending.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_check_says_hello_and_sends_nothing()
    {
        await using var server = new FakeSmtpServer();

        (await new EmailChannel(Options(server, StartTls.Always)).CheckAsync(Limit)).Category.ShouldBe(DeliveryCategory.Success);

        server.Commands.ShouldNotContain("MAIL");
    }

    private static EmailOptions Options(FakeSmtpServer server, StartTls startTls = StartTls.Never, (string User, string Password)? credentials = null) => new()
    {
        Channel = "email",
        From = "vigie@brand.example",
        To = ["manager@brand.example", "legal@brand.example"],
        Host = "localhost",
        Port = server.Port,
        StartTls = startTls,
        UserName = credentials?.User,
        Password = credentials is { } given ? new Secret(given.Password) : null,
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
