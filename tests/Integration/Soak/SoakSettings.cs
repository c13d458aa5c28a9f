using System.Globalization;
using Vigie.Fakes.Databases;
using Vigie.Fakes.Processes;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Soak;

/// <summary>The configuration of the soak, as environment variables of the processes. Times are short, so that the test is: their defaults change nothing but its length.</summary>
internal static class SoakSettings
{
    public static Dictionary<string, string?> Of(
        TestDatabase database, TestServers servers, SoakReplay replay, FakeSmtpServer mail, FakeWebhookReceiver hook, double rate)
    {
        var settings = database.Settings.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        settings["Urls"] = "http://127.0.0.1:0";
        settings["Bus:Transport"] = "RabbitMq";
        settings["Bus:Port"] = servers.RabbitPort.ToString(CultureInfo.InvariantCulture);
        settings["Sweeper:Every"] = "00:00:01";
        settings["Sweeper:RingAfter"] = "00:00:03";
        settings["Collector:Schedule:CheckinEvery"] = "00:00:01";
        settings["Collector:Sources:page:Platform"] = "replay";
        settings["Collector:Sources:page:File"] = replay.Path;
        settings["Collector:Sources:page:Rate"] = rate.ToString(CultureInfo.InvariantCulture);
        settings["Collector:Sources:page:PageSize"] = "100";
        settings["Notifier:SendTimeout"] = "00:00:05";
        settings["Notifier:ClaimMargin"] = "00:00:05";
        settings["Notifier:LookEvery"] = "00:00:01";
        settings["Notifier:Rules:0:Name"] = "everything";
        settings["Notifier:Rules:0:GroupBy:0"] = "Mention";
        settings["Notifier:Rules:0:GroupWait"] = "00:00:00";
        settings["Notifier:Rules:0:RepeatAfter"] = "00:00:00";
        settings["Notifier:Rules:0:Receivers:0"] = "mailbox";
        settings["Notifier:Rules:0:Receivers:1"] = "hook";
        settings["Notifier:Receivers:mailbox:Channel"] = "email";
        settings["Notifier:Receivers:mailbox:Host"] = "127.0.0.1";
        settings["Notifier:Receivers:mailbox:Port"] = mail.Port.ToString(CultureInfo.InvariantCulture);
        settings["Notifier:Receivers:mailbox:From"] = "vigie@brand.example";
        settings["Notifier:Receivers:mailbox:To:0"] = "care@brand.example";
        settings["Notifier:Receivers:mailbox:StartTls"] = "Never";
        settings["Notifier:Receivers:hook:Channel"] = "webhook";
        settings["Notifier:Receivers:hook:Url"] = hook.Address.ToString();
        settings["Notifier:Receivers:hook:Secret"] = FakeWebhookReceiver.Secret;
        return settings.ToDictionary(pair => "VIGIE_" + pair.Key.Replace(":", "__", StringComparison.Ordinal), pair => pair.Value, StringComparer.Ordinal);
    }
}
