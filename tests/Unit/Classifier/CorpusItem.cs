using System.Text.Json;
using System.Text.RegularExpressions;
using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Classifier;

/// <summary>One labelled message of the corpus.</summary>
internal sealed partial record CorpusItem(string Id, string Lang, string Channel, string Text, string? Parent, IReadOnlyList<string> Abuse, IReadOnlyList<string> Quotes, string Target, string? Person, int Severity, string Intent, bool Flagged, string? Note)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>The folder of the corpus, found upwards from the test's own folder.</summary>
    public static string Folder { get; } = Find();

    public static IReadOnlyList<CorpusItem> All { get; } =
        [.. Directory.GetFiles(Folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<CorpusItem>(line, Web)!)];

    /// <summary>Half that the rules were written by; the other half only measures. A fixed hash of the id decides, and contrast twins stay together.</summary>
    public bool IsDevelopment => Half(Twins());

    public bool Has(AbuseCategory category) => Abuse.Contains(category.Word(), StringComparer.Ordinal);

    // Twins end in a letter ("pairs-001a") or say so in the note ("pair 01a: …").
    private string Twins() => TwinNote().Match(Note ?? "") is { Success: true } twin
        ? string.Concat(Id.AsSpan(0, Id.LastIndexOf('-') + 1), "pair", twin.Groups["number"].ValueSpan)
        : Id.TrimEnd([.. "abcdefghijklmnopqrstuvwxyz"]);

    private static bool Half(string key)
    {
        // FNV-1a, so that the split is the same on every machine for ever.
        var hash = 2166136261;
        foreach (var character in key)
        {
            hash = unchecked((hash ^ character) * 16777619);
        }

        hash ^= hash >> 15;
        hash = unchecked(hash * 0x2c1b3c6d);
        hash ^= hash >> 12;
        return (hash & 1) == 0;
    }

    [GeneratedRegex(@"^pair (?<number>\d+)[a-z]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TwinNote();

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
