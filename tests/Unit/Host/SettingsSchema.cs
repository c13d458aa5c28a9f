using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Vigie.Core.Configuration;
using Vigie.Host.Configuration;

namespace Vigie.UnitTests.Host;

/// <summary>Makes the JSON schema of the configuration from the option classes and their XML documentation.</summary>
internal static class SettingsSchema
{
    private static readonly Dictionary<string, XElement> Documentation = Directory
        .EnumerateFiles(AppContext.BaseDirectory, "*.xml")
        .Where(file => Path.GetFileName(file) is var name && (name.StartsWith("Vigie.", StringComparison.Ordinal) || name == "vigie.xml"))
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        .DistinctBy(member => member.Attribute("name")!.Value)
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    public static string Generate()
    {
        var properties = new JsonObject
        {
            ["$schema"] = new JsonObject { ["type"] = "string" },
            ["Urls"] = new JsonObject { ["type"] = "string", ["description"] = "Addresses to listen on, separated by semicolons." },
            ["Stages"] = new JsonObject { ["type"] = "string", ["description"] = "Stages of this process, any of collector, classifier, notifier, review, separated by commas. Default: all." },
        };
        foreach (var framework in new[] { "Logging", "Kestrel" })
            properties[framework] = new JsonObject { ["type"] = "object", ["description"] = "Read by ASP.NET Core." };
        properties["AllowedHosts"] = new JsonObject { ["type"] = "string", ["description"] = "Read by ASP.NET Core." };
        foreach (var (section, type) in ConfigurationMap.Sections.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            properties[section] = ObjectOf(type, section);

        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Configuration of Vigie",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        return root.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonObject ObjectOf(Type type, string path)
    {
        var properties = new JsonObject();
        foreach (var property in ValueShape.KeysOf(type).OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            var node = path.Length > 0 && ConfigurationMap.Choices.FirstOrDefault(choice => choice.Section == $"{path}:{property.Name}") is { } chosen
                ? ChoiceOf(chosen)
                : Of(property.PropertyType, $"{path}:{property.Name}");
            if (Summary(property) is { } summary)
                node["description"] = summary;
            foreach (var range in property.GetCustomAttributes<RangeAttribute>())
            {
                if (range.OperandType != typeof(TimeSpan))
                    (node["minimum"], node["maximum"]) = (JsonValue.Create(Convert.ToDouble(range.Minimum, null)), JsonValue.Create(Convert.ToDouble(range.Maximum, null)));
            }

            properties[property.Name] = node;
        }

        foreach (var choice in ConfigurationMap.Choices.Where(choice => choice.Section.StartsWith(path + ":", StringComparison.Ordinal)))
            properties[choice.Section[(path.Length + 1)..]] ??= ChoiceOf(choice);
        return new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    private static JsonObject ChoiceOf(ConfigurationChoice choice) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray(choice.Key),
            ["oneOf"] = new JsonArray([.. choice.Types.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(JsonNode (pair) => EntryOf(choice.Key, pair.Key, pair.Value))]),
        },
    };

    private static JsonObject EntryOf(string key, string word, Type type)
    {
        var entry = ObjectOf(type, string.Empty);
        entry["properties"]![key] = new JsonObject { ["const"] = word };
        return entry;
    }

    private static JsonObject Of(Type type, string path)
    {
        var bare = ValueShape.Bare(type);
        if (ValueShape.IsFree(bare))
            return new JsonObject { ["type"] = "object" };
        if (bare == typeof(TimeSpan))
            return new JsonObject { ["type"] = "string", ["pattern"] = @"^(\d+\.)?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$" };
        if (bare == typeof(bool))
            return new JsonObject { ["type"] = "boolean" };
        if (bare.IsEnum)
            return new JsonObject { ["enum"] = new JsonArray([.. Enum.GetNames(bare).Select(JsonNode (name) => name)]) };
        if (bare == typeof(double) || bare == typeof(float) || bare == typeof(decimal))
            return new JsonObject { ["type"] = "number" };
        if (bare.IsPrimitive)
            return new JsonObject { ["type"] = "integer" };
        if (bare == typeof(Uri))
            return new JsonObject { ["type"] = "string", ["format"] = "uri" };
        if (bare == typeof(Secret))
            return new JsonObject { ["type"] = "string", ["writeOnly"] = true };
        if (ValueShape.IsValue(bare))
            return new JsonObject { ["type"] = "string" };
        if (ValueShape.IsNamed(bare, out var entry))
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(entry, string.Empty) };
        return ValueShape.IsListOf(bare, out var item) ? new JsonObject { ["type"] = "array", ["items"] = Of(item, string.Empty) } : ObjectOf(bare, path);
    }

    private static string? Summary(PropertyInfo property)
    {
        if (!Documentation.TryGetValue($"P:{property.DeclaringType!.FullName!.Replace('+', '.')}.{property.Name}", out var member))
            return null;

        var summary = member.Element("summary");
        foreach (var reference in summary?.Descendants().Where(element => element.Attribute("cref") is not null).ToList() ?? [])
            reference.ReplaceWith(reference.Attribute("cref")!.Value.Split('.')[^1]);
        return summary is null ? null : string.Join(" ", summary.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
