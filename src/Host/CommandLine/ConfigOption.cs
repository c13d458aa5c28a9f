using System.CommandLine;

namespace Vigie.Host.CommandLine;

/// <summary>The <c>--config</c> option, the same on every command that reads the configuration.</summary>
internal static class ConfigOption
{
    public static Option<string?> Create() =>
        new("--config") { Description = "JSON file with the configuration. Environment variables VIGIE_Section__Key win over it." };
}
