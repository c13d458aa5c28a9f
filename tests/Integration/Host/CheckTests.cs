using System.Text.Json;
using Vigie.Fakes.Databases;
using Vigie.Fakes.Processes;
using Vigie.Fakes.Servers;
using Vigie.Storage;

namespace Vigie.IntegrationTests.Host;

/// <summary><c>vigie check</c> against real servers: what is well, what is not, and that it tells nobody anything.</summary>
public sealed class CheckTests
{
    private const string Feed = """<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><item><guid>1</guid><title>sentinel-text-of-a-mention</title></item></channel></rss>""";

    [Fact]
    public async Task Everything_that_is_well_has_its_line_and_nobody_is_told()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.On("GET /feed", 200, Feed, "application/rss+xml");
        await using var mail = new FakeSmtpServer();
        await using var hook = await FakeWebhookReceiver.StartAsync();
        await using var database = await TestDatabase.CreateAsync(StorageProvider.Postgres);
        var folder = await ConfigureAsync(database, TestBroker.Port, "guest", platform, mail.Port, hook.Address);

        var (exitCode, output, error) = await VigieProcess.RunAsync(folder, ["check", "--config", "vigie.json"]);

        exitCode.ShouldBe(0, output + error);
        var lines = LinesOf(output);
        lines.Keys.ShouldBe(["configuration", "database", "bus", "source brand", "source chat", "receiver hook", "receiver mailbox", "receiver console"], ignoreOrder: true);
        lines.Values.ShouldAllBe(line => line.State == "ok");
        lines["source brand"].Reason.ShouldBe("feed: answered, 1 items on the first page");
        lines["source chat"].Reason.ShouldBe("inbound: is not asked, it listens or is called");
        lines["database"].Reason.ShouldEndWith("is reachable and migrated");
        lines["bus"].Reason.ShouldEndWith("takes us in");
        mail.Mails.ShouldBeEmpty();
        hook.Calls.ShouldBeEmpty();
        (output + error).ShouldNotContain("sentinel");
        (output + error).ShouldNotContain("whsec_");
    }

    [Fact]
    public async Task Everything_that_is_not_well_has_its_reason_and_never_a_secret()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.On("GET /feed", 410, "sentinel-answer");
        var folder = await ConfigureAsync(null, TestBroker.Port, "hunter2", platform, mailPort: 1, new Uri("http://127.0.0.1:1/hook"));

        var (exitCode, output, error) = await VigieProcess.RunAsync(folder, ["check", "--config", "vigie.json"]);

        exitCode.ShouldBe(1, output + error);
        var lines = LinesOf(output);
        lines["database"].State.ShouldBe("unreachable");
        lines["bus"].ShouldBe(("refused", $"rabbitmq://127.0.0.1:{TestBroker.Port}/ refuses user name or password"));
        lines["source brand"].State.ShouldBe("Gone");
        lines["receiver mailbox"].State.ShouldBe("Unavailable");
        lines["receiver hook"].State.ShouldBe("Unavailable");
        lines["configuration"].State.ShouldBe("ok");
        foreach (var secret in new[] { "hunter2", "whsec_", "sentinel", "secret-user" })
            (output + error).ShouldNotContain(secret);
    }

    private static async Task<string> ConfigureAsync(TestDatabase? database, int rabbitPort, string rabbitPassword, FakePlatform platform, int mailPort, Uri hook)
    {
        var folder = VigieProcess.NewFolder();
        var configuration = new
        {
            Database = new { Provider = "Postgres", ConnectionString = database?.Settings["Database:ConnectionString"] ?? "Host=127.0.0.1;Port=1;Username=secret-user;Password=hunter2;Database=vigie" },
            Bus = new { Transport = "RabbitMq", Host = "127.0.0.1", Port = rabbitPort, Password = rabbitPassword },
            Collector = new
            {
                Http = new { Retries = 0 },
                Sources = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["brand"] = new { Platform = "feed", Address = new Uri(platform.Address, "/feed") },
                    ["chat"] = new { Platform = "inbound", Secrets = new[] { FakeWebhookReceiver.Secret } },
                },
            },
            Notifier = new
            {
                Receivers = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["mailbox"] = new { Channel = "email", From = "vigie@brand.example", To = new[] { "care@brand.example" }, Host = "127.0.0.1", Port = mailPort, StartTls = "Never" },
                    ["hook"] = new { Channel = "webhook", Url = hook, FakeWebhookReceiver.Secret },
                },
            },
        };
        await File.WriteAllTextAsync(Path.Combine(folder, "vigie.json"), JsonSerializer.Serialize(configuration));
        return folder;
    }

    private static Dictionary<string, (string State, string Reason)> LinesOf(string output) => output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .ToDictionary(parts => parts[0], parts => (parts[1], parts[2]), StringComparer.Ordinal);
}
