using System.Globalization;
using System.Reflection;
using Vigie.Core.Configuration;

namespace Vigie.Host.Configuration;

/// <summary>Walks one section beside its options class: every key must exist there and every value must be readable.</summary>
internal static class ConfigurationKeys
{
    /// <summary>Throws <see cref="ConfigurationProblemException"/> for the first key or value that does not fit.</summary>
    public static void Demand(IConfigurationSection section, Type type)
    {
        if (ValueShape.IsFree(type))
            return;

        if (ValueShape.IsValue(type))
            DemandValue(section, type);
        else if (ValueShape.IsNamed(type, out var entry))
            DemandEach(section, entry, "named entries");
        else if (ValueShape.IsListOf(type, out var item))
            DemandList(section, item);
        else
            DemandObject(section, type);
    }

    /// <summary>The sentence for a key that nobody reads.</summary>
    public static ConfigurationProblemException Unknown(IConfigurationSection section, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        var parent = section.Path[..^section.Key.Length];
        return new ConfigurationProblemException(NearestKey.Of(section.Key, names) is { } near
            ? $"{section.Path} is not a known key. Did you mean {parent}{near}?"
            : $"{section.Path} is not a known key: expected one of {string.Join(", ", names)}.");
    }

    private static void DemandObject(IConfigurationSection section, Type type)
    {
        if (!string.IsNullOrEmpty(section.Value))
            throw new ConfigurationProblemException($"{section.Path} is one value: expected keys below it, such as {section.Path}:{FirstKey(type)}.");

        var properties = ValueShape.KeysOf(type);
        foreach (var child in section.GetChildren())
        {
            if (ConfigurationMap.Choices.FirstOrDefault(candidate => string.Equals(candidate.Section, child.Path, StringComparison.OrdinalIgnoreCase)) is { } choice)
                DemandChoices(child, choice);
            else if (properties.FirstOrDefault(property => string.Equals(property.Name, child.Key, StringComparison.OrdinalIgnoreCase)) is { } property)
                Demand(child, property.PropertyType);
            else
                throw Unknown(child, KnownBelow(section, properties));
        }
    }

    private static void DemandChoices(IConfigurationSection section, ConfigurationChoice choice)
    {
        foreach (var entry in section.GetChildren())
        {
            var word = entry[choice.Key];
            if (word is null || !choice.Types.TryGetValue(word, out var type))
            {
                var expected = choice.Types.Count == 0 ? "nothing, because this build has none" : "one of " + string.Join(", ", choice.Types.Keys.Order(StringComparer.Ordinal));
                throw new ConfigurationProblemException(word is null
                    ? $"{entry.Path}:{choice.Key} is missing: expected {expected}."
                    : $"{entry.Path}:{choice.Key} is '{word}': expected {expected}.");
            }

            DemandObject(entry, type);
        }
    }

    private static void DemandList(IConfigurationSection section, Type item)
    {
        foreach (var child in section.GetChildren())
        {
            if (!int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                throw new ConfigurationProblemException($"{section.Path} has the key '{child.Key}': expected a list.");
        }

        DemandEach(section, item, "a list");
    }

    private static void DemandEach(IConfigurationSection section, Type type, string expected)
    {
        if (!string.IsNullOrEmpty(section.Value))
            throw new ConfigurationProblemException($"{section.Path} is one value: expected {expected}.");
        foreach (var child in section.GetChildren())
            Demand(child, type);
    }

    private static void DemandValue(IConfigurationSection section, Type type)
    {
        if (section.GetChildren().Any())
            throw new ConfigurationProblemException($"{section.Path} has keys below it: expected {ValueWords.Expected(type)}.");
        if (!ValueWords.CanRead(section.Value, type))
            throw new ConfigurationProblemException($"{section.Path} {Shown(section, type)}: expected {ValueWords.Expected(type)}.");
    }

    private static string Shown(IConfigurationSection section, Type type) =>
        section.Path.Split(':').Any(part => ValueWords.IsSecret(part)) || ValueWords.IsSecret(section.Key, type) ? "cannot be read" : $"is '{section.Value}'";

    private static string FirstKey(Type type) => ValueShape.KeysOf(type).Select(property => property.Name).FirstOrDefault() ?? "Key";

    private static IEnumerable<string> KnownBelow(IConfigurationSection section, IReadOnlyList<PropertyInfo> properties) =>
        properties.Select(property => property.Name).Concat(ConfigurationMap.Choices
            .Where(choice => choice.Section.StartsWith(section.Path + ":", StringComparison.OrdinalIgnoreCase) && !choice.Section[(section.Path.Length + 1)..].Contains(':', StringComparison.Ordinal))
            .Select(choice => choice.Section[(section.Path.Length + 1)..]))
        .Distinct(StringComparer.OrdinalIgnoreCase);
}
