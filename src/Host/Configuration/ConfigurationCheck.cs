using Vigie.Core.Configuration;

namespace Vigie.Host.Configuration;

/// <summary>Compares the configuration with the option classes before anything is built.</summary>
internal static class ConfigurationCheck
{
    /// <summary>Throws <see cref="ConfigurationProblemException"/> for the first key that is unknown, unreadable or out of its range.</summary>
    public static void Demand(IConfiguration configuration)
    {
        var sections = configuration.GetChildren().Where(section => !ConfigurationMap.FrameworkKeys.Contains(section.Key) && !ConfigurationMap.BelongsToTests(section.Key)).ToList();
        foreach (var section in sections)
        {
            if (!ConfigurationMap.Sections.TryGetValue(section.Key, out var type))
                throw ConfigurationKeys.Unknown(section, ConfigurationMap.Sections.Keys.Concat(ConfigurationMap.FrameworkKeys));
            ConfigurationKeys.Demand(section, type);
        }

        foreach (var section in sections)
            ConfigurationRules.Demand(Bound(section, ConfigurationMap.Sections[section.Key]), section.Path);
        foreach (var choice in ConfigurationMap.Choices)
        {
            foreach (var entry in configuration.GetSection(choice.Section).GetChildren())
                ConfigurationRules.Demand(Bound(entry, choice.Types[entry[choice.Key]!]), entry.Path);
        }
    }

    private static object Bound(IConfigurationSection section, Type type)
    {
        var options = Activator.CreateInstance(type)!;
        section.Bind(options);
        return options;
    }
}
