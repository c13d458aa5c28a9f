using System.Globalization;
using Vigie.Host.Configuration;
using Vigie.Notifier.Channels.Console;

namespace Vigie.Host.Demo;

/// <summary>The configuration of the demo: what is installed on this machine is neither read nor touched.</summary>
internal static class DemoSettings
{
    public static void Apply(WebApplicationBuilder builder, DemoContent content, DemoScreen screen, double pace, int port, string language)
    {
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddJsonFile(ConfigurationFiles.Defaults, optional: false);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = $"http://127.0.0.1:{port}",
            ["Logging:LogLevel:Default"] = "Error",
            ["Database:File"] = content.Database,
            [$"Collector:Sources:{content.Page}:Platform"] = "replay",
            [$"Collector:Sources:{content.Page}:File"] = content.DayFile,
            [$"Collector:Sources:{content.Page}:Rate"] = pace.ToString(CultureInfo.InvariantCulture),
            ["Notifier:Rules:0:Name"] = "demo",
            ["Notifier:Rules:0:GroupBy:0"] = "Conversation",
            ["Notifier:Rules:0:GroupWait"] = "00:00:02",
            ["Notifier:Rules:0:Receivers:0"] = "console",
            ["Notifier:Receivers:console:Channel"] = "console",
            ["Notifier:Receivers:console:Language"] = language,
        });
        builder.Services.AddSingleton(new ConsoleOutput(screen.Alerts));
    }
}
