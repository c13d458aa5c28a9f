using Vigie.Core.Configuration;

namespace Vigie.Host.Configuration;

/// <summary>
/// Where the configuration comes from, later wins: <c>appsettings.json</c> beside the program, the file of <c>--config</c>, environment variables
/// <c>VIGIE_Section__Key</c>.
/// </summary>
internal static class ConfigurationFiles
{
    public const string EnvironmentPrefix = "VIGIE_";

    public static void AddVigieFiles(this IConfigurationBuilder configuration, string? configFile)
    {
        configuration.Sources.Clear();
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: false, reloadOnChange: false);
        if (configFile is not null)
        {
            if (!File.Exists(configFile))
                throw new ConfigurationProblemException($"--config names '{configFile}', which does not exist: expected a JSON file.");
            configuration.AddJsonFile(Path.GetFullPath(configFile), optional: false, reloadOnChange: false);
        }

        configuration.AddEnvironmentVariables(EnvironmentPrefix);
    }
}
