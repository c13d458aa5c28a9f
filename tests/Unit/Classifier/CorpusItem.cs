using System.Text.Json;
using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Classifier;

/// <summary>One labelled message of the corpus.</summary>
internal sealed record CorpusItem(string Id, string Lang, string Channel, string Text, string? Parent, IReadOnlyList<string> Abuse, IReadOnlyList<string> Quotes, string Target, string? Person, int Severity, string Intent, bool Flagged)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>The folder of the corpus, found upwards from the test's own folder.</summary>
    public static string Folder { get; } = Find();

    public static IReadOnlyList<CorpusItem> All { get; } =
        [.. Directory.GetFiles(Folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<CorpusItem>(line, Web)!)];

    public bool Has(AbuseCategory category) => Abuse.Contains(category.Word(), StringComparer.Ordinal);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "tests", "Corpus")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "Corpus", "brand-pages");
    }
}
