using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Vigie.Host.Configuration;
using Vigie.UnitTests.Architecture;

namespace Vigie.UnitTests.Host;

public sealed class SettingsSchemaTests
{
    private static readonly string SchemaFile = Path.Combine(SourceTree.Root, "src", "Host", "appsettings.schema.json");

    public static TheoryData<string> Examples =>
        [.. new[] { Path.Combine("src", "Host", "appsettings.json") }
            .Concat(Directory.Exists(Path.Combine(SourceTree.Root, "deploy")) ? Directory.GetFiles(Path.Combine(SourceTree.Root, "deploy"), "vigie*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(SourceTree.Root, file)) : [])];

    [Fact]
    public void The_schema_is_the_one_of_the_option_classes()
    {
        var generated = SettingsSchema.Generate();
        if (Environment.GetEnvironmentVariable("VIGIE_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(SchemaFile, generated);

        File.ReadAllText(SchemaFile).ShouldBe(generated, "run the tests once with VIGIE_UPDATE_SNAPSHOTS=1 and look at the difference");
    }

    [Fact]
    public void Every_option_of_a_section_is_described()
    {
        var sections = JsonNode.Parse(SettingsSchema.Generate())!["properties"]!.AsObject();

        var silent = ConfigurationMap.Sections.Keys
            .SelectMany(section => sections[section]!["properties"]!.AsObject().Select(pair => (Key: $"{section}:{pair.Key}", Node: pair.Value)))
            .Where(pair => pair.Node!["description"] is null && ConfigurationMap.Choices.All(choice => choice.Section != pair.Key))
            .Select(pair => pair.Key);

        silent.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_that_is_shipped_is_right(string file)
    {
        var shipped = new ConfigurationBuilder().AddJsonFile(Path.Combine(SourceTree.Root, file)).Build();
        using var secrets = new StandInSecrets();
        var configuration = new ConfigurationBuilder().AddConfiguration(shipped).AddInMemoryCollection(secrets.For(shipped)).Build();

        Should.NotThrow(() => ConfigurationCheck.Demand(configuration));
    }

    /// <summary>Files in the place of the secrets that an example names and that only an installed machine has.</summary>
    private sealed class StandInSecrets : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vigie-secrets-");

        public Dictionary<string, string?> For(IConfiguration shipped) => shipped.AsEnumerable()
            .Where(pair => pair.Value is not null && Path.IsPathRooted(pair.Value) && (pair.Key.EndsWith("File", StringComparison.Ordinal) || pair.Key.Contains("Files:", StringComparison.Ordinal)))
            .ToDictionary(pair => pair.Key, pair => (string?)Write(pair.Key), StringComparer.Ordinal);

        public void Dispose() => _folder.Delete(recursive: true);

        private string Write(string key)
        {
            var path = Path.Combine(_folder.FullName, key.Replace(':', '-'));
            File.WriteAllText(path, key.EndsWith("ConnectionStringFile", StringComparison.Ordinal) ? "Host=db;Database=vigie" : "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
            return path;
        }
    }
}
