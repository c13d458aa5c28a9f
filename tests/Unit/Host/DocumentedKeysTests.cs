using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Vigie.Host;
using Vigie.Host.Configuration;
using Vigie.UnitTests.Architecture;

namespace Vigie.UnitTests.Host;

/// <summary>What is written about the configuration names every key of the schema, and no key that is gone.</summary>
public sealed partial class DocumentedKeysTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(SettingsSchema.Generate())!["properties"]!.AsObject();
    private static readonly string Reference = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "configuration.md")).ReplaceLineEndings("\n");
    private static readonly JsonObject Example = JsonNode.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "deploy", "vigie.example.json")))!.AsObject();

    // Where the reference spells out the keys of a section of the schema, by the path in the schema.
    private static readonly Dictionary<string, string> Headings = new(StringComparer.Ordinal)
    {
        ["Collector:Sources:bluesky:JetstreamMatch"] = "Platform `bluesky`: `JetstreamMatch`",
        ["Notifier:Rules"] = "Notifier:Rules",
        ["Notifier:Rules:When"] = "Notifier:Rules: `When`",
    };

    [Fact]
    public void The_reference_holds_a_row_for_every_key_in_its_section()
    {
        var missing = Leaves().Where(leaf => !RowsBelow(HeadingOf(leaf.Section)).Contains(leaf.Key) && !RowsBelow(CommonOf(leaf.Section)).Contains(leaf.Key)).Select(leaf => $"{leaf.Section}:{leaf.Key}");

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void The_reference_holds_no_row_of_a_key_that_does_not_exist()
    {
        var known = Leaves().Select(leaf => leaf.Key).Concat(["Stages", "Urls", "Logging:LogLevel"]).ToHashSet(StringComparer.Ordinal);

        AllRows(Reference).Where(key => !known.Contains(key)).ShouldBeEmpty();
    }

    [Fact]
    public void The_example_names_every_key()
    {
        var missing = Leaves().Where(leaf => !StandsInExample(leaf)).Select(leaf => $"{leaf.Section}:{leaf.Key}");

        missing.ShouldBeEmpty();
        new[] { StageSelection.Key, "Urls", "Logging" }.Where(key => Example[key] is null).ShouldBeEmpty();
    }

    [Fact]
    public void The_example_uses_every_platform_and_every_channel()
    {
        foreach (var choice in ConfigurationMap.Choices)
            EntriesOf(choice).Select(entry => entry[choice.Key]!.GetValue<string>()).Distinct().Order().ShouldBe(choice.Types.Keys.Order());
    }

    /// <summary>Every key with a value of its own, and the section that it stands in; entries of choices under the word that chooses.</summary>
    private static IEnumerable<(string Section, string Key)> Leaves() =>
        ConfigurationMap.Sections.Keys.SelectMany(section => LeavesOf(section, Schema[section]!.AsObject()));

    private static IEnumerable<(string Section, string Key)> LeavesOf(string path, JsonObject node)
    {
        foreach (var (key, child) in node["properties"]!.AsObject())
        {
            var below = $"{path}:{key}";
            if (ConfigurationMap.Choices.FirstOrDefault(choice => choice.Section == below) is { } choice)
            {
                foreach (var option in child!["additionalProperties"]!["oneOf"]!.AsArray())
                {
                    var word = option!["properties"]![choice.Key]!["const"]!.GetValue<string>();
                    foreach (var leaf in LeavesOf($"{below}:{word}", option.AsObject()))
                        yield return leaf;
                }
            }
            else if (child!["properties"] is not null)
            {
                foreach (var leaf in LeavesOf(below, child.AsObject()))
                    yield return leaf;
            }
            else
            {
                yield return (path, key);
                if (child["items"]?["properties"] is not null)
                {
                    foreach (var leaf in LeavesOf(below, child["items"]!.AsObject()))
                        yield return leaf;
                }
            }
        }
    }

    private static HashSet<string> RowsBelow(string heading)
    {
        var start = HeadingLine(heading);
        if (start < 0)
            return [];
        var body = Reference[Reference.IndexOf('\n', start)..];
        var end = body.IndexOf("\n#", StringComparison.Ordinal);
        return [.. AllRows(end < 0 ? body : body[..end])];
    }

    private static string HeadingOf(string section) => Headings.GetValueOrDefault(section) ?? Choice(section) switch
    {
        (_, { } word) when section.StartsWith("Collector:", StringComparison.Ordinal) => $"Platform `{word}`",
        (_, { } word) => $"Channel `{word}`",
        _ => section,
    };

    private static string CommonOf(string section) => Choice(section) is ({ } common, _) ? common + ":<name>" : section;

    private static (string? Section, string? Word) Choice(string section) =>
        ConfigurationMap.Choices.FirstOrDefault(choice => section.StartsWith(choice.Section + ":", StringComparison.Ordinal)) is { } found
            ? (found.Section, section[(found.Section.Length + 1)..])
            : (null, null);

    private static int HeadingLine(string heading) => Heading().Matches(Reference).FirstOrDefault(match => match.Groups["words"].Value == heading)?.Index ?? -1;

    private static IEnumerable<string> AllRows(string text) => Row().Matches(text).Select(match => match.Groups["key"].Value);

    private static bool StandsInExample((string Section, string Key) leaf)
    {
        if (ConfigurationMap.Choices.FirstOrDefault(choice => leaf.Section.StartsWith(choice.Section + ":", StringComparison.Ordinal)) is not { } choice)
            return Nodes(Example, leaf.Section.Split(':')).Any(node => node[leaf.Key] is not null);

        var path = leaf.Section[(choice.Section.Length + 1)..].Split(':');
        return EntriesOf(choice)
            .Where(entry => entry[choice.Key]!.GetValue<string>() == path[0])
            .SelectMany(entry => Nodes(entry, path[1..]))
            .Any(node => node[leaf.Key] is not null);
    }

    private static IEnumerable<JsonObject> EntriesOf(ConfigurationChoice choice) =>
        Nodes(Example, choice.Section.Split(':')).SelectMany(section => section.Select(pair => pair.Value!.AsObject()));

    // A list stands for each of its objects.
    private static IEnumerable<JsonObject> Nodes(JsonObject root, IEnumerable<string> path)
    {
        IEnumerable<JsonNode?> nodes = [root];
        foreach (var key in path)
            nodes = nodes.OfType<JsonObject>().Select(node => node[key]).SelectMany(node => node is JsonArray list ? list.AsEnumerable() : [node]);
        return nodes.OfType<JsonObject>();
    }

    [GeneratedRegex(@"^#+ (?<words>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `(?<key>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Row();
}
