using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Vigie.Classifier.People;
using Vigie.Host.CommandLine;
using Vigie.Storage;

namespace Vigie.Host.Demo;

/// <summary>The invented brand, its register and its day, unpacked into a folder that is removed at the end.</summary>
internal sealed class DemoContent : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vigie-demo-");

    private DemoContent()
    {
    }

    public string Database => Path.Combine(_folder.FullName, "demo.db");

    public string DayFile => Path.Combine(_folder.FullName, "day.jsonl");

    public required string Brand { get; init; }

    public required string Page { get; init; }

    /// <summary>What happens in the day: each line makes one version of a mention or one deletion.</summary>
    public required int Events { get; init; }

    /// <summary>Whether a careful human would flag the latest version, by the post's id.</summary>
    public required IReadOnlyDictionary<string, bool> Expected { get; init; }

    public static DemoContent Unpack()
    {
        using var brand = JsonDocument.Parse(Read("brand.json"));
        using var expected = JsonDocument.Parse(Read("expected.json"));
        var day = Read("day.jsonl");
        var content = new DemoContent
        {
            Brand = brand.RootElement.GetProperty("name").GetString()!,
            Page = brand.RootElement.GetProperty("pages").EnumerateObject().First().Name,
            Events = day.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length,
            Expected = expected.RootElement.EnumerateObject()
                .Where(post => !post.Value.TryGetProperty("judged", out var judged) || judged.GetBoolean())
                .ToDictionary(post => post.Name, post => post.Value.GetProperty("flagged").GetBoolean(), StringComparer.Ordinal),
        };
        File.WriteAllText(content.DayFile, day);
        return content;
    }

    public static async Task ImportRegisterAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync(cancellationToken);
        await RegisterImport.ApplyAsync(db, RegisterFile.Read(Read("register.json")), replace: true, cancellationToken);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static string Read(string name)
    {
        using var stream = typeof(DemoContent).Assembly.GetManifestResourceStream($"Vigie.Host.Demo.Content.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
