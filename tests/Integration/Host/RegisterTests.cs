using System.Text.Json;
using Vigie.Fakes.Databases;
using Vigie.Storage;

namespace Vigie.IntegrationTests.Host;

/// <summary>The register through the built program, on both databases.</summary>
public sealed class RegisterTests
{
    private const string Two = """
        [{"id":"p1","names":["Claire Martin"],"aliases":["Claire"],"role":"conseillère","site":"Rouen","handles":["@claire_m"]},
         {"id":"p2","names":["Émile N'Guyên","E. Nguyen"],"aliases":[],"role":null,"site":null,"handles":[]}]
        """;

    private const string One = """[{"id":"p2","names":["Émile N'Guyên"],"aliases":["Milou"],"role":"chef","site":null,"handles":[]}]""";

    public static TheoryData<StorageProvider> Databases => [StorageProvider.Sqlite, StorageProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_goes_in_comes_out_and_can_go_in_again(StorageProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var folder = VigieProcess.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "vigie.json"), JsonSerializer.Serialize(new
        {
            Database = database.Settings.ToDictionary(pair => pair.Key.Split(':')[1], pair => pair.Value, StringComparer.Ordinal),
        }));
        await File.WriteAllTextAsync(Path.Combine(folder, "two.json"), Two);
        await File.WriteAllTextAsync(Path.Combine(folder, "one.json"), One);

        (await RunAsync("import", "two.json")).ShouldBe("2 people in the file: 2 added, 0 updated, 0 removed.");
        (await RunAsync("export", "out.json")).ShouldBeEmpty();
        (await RunAsync("import", "out.json", "--replace")).ShouldBe("2 people in the file: 0 added, 0 updated, 0 removed.");
        JsonElement.DeepEquals(JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "out.json"))).RootElement, JsonDocument.Parse(Two).RootElement).ShouldBeTrue();
        (await RunAsync("import", "one.json")).ShouldBe("1 people in the file: 0 added, 1 updated, 0 removed.");
        (await RunAsync("import", "one.json", "--replace")).ShouldBe("1 people in the file: 0 added, 0 updated, 1 removed.");
        JsonElement.DeepEquals(JsonDocument.Parse(await RunAsync("export")).RootElement, JsonDocument.Parse(One).RootElement).ShouldBeTrue();

        async Task<string> RunAsync(params string[] arguments)
        {
            var (exitCode, output, error) = await VigieProcess.RunAsync(folder, ["register", .. arguments, "--config", "vigie.json"]);
            exitCode.ShouldBe(0, error);
            error.ShouldNotContain("Claire");
            return output.Trim();
        }
    }
}
