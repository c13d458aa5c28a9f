using System.Text;
using System.Text.Json;
using Vigie.Fakes.Processes;

namespace Vigie.Benchmarks.Way;

/// <summary>A replay file made of the labelled corpus: texts of 60 to 200 characters, one in twenty flagged, as a page on a bad day.</summary>
internal sealed class WayTexts
{
    private const int FlaggedOneIn = 20;
    private readonly List<string> _calm = [];
    private readonly List<string> _flagged = [];

    private WayTexts()
    {
    }

    public IReadOnlyList<string> Calm => _calm;

    public static WayTexts Read()
    {
        var texts = new WayTexts();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "tests", "Corpus", "brand-pages"), "*.jsonl").Order(StringComparer.Ordinal))
        {
            foreach (var line in File.ReadLines(file).Where(line => line.Length > 0))
            {
                using var message = JsonDocument.Parse(line);
                var text = message.RootElement.GetProperty("text").GetString()!;
                if (text.Length is >= 60 and <= 200)
                    (message.RootElement.GetProperty("flagged").GetBoolean() ? texts._flagged : texts._calm).Add(text);
            }
        }

        return texts;
    }

    /// <returns>Average length of the texts in characters.</returns>
    public double Write(string path, int mentions)
    {
        var random = new Random(20261122);
        long characters = 0;
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        for (var i = 0; i < mentions; i++)
        {
            var from = i % FlaggedOneIn == 0 ? _flagged : _calm;
            var text = from[random.Next(from.Count)];
            characters += text.Length;
            file.WriteLine(JsonSerializer.Serialize(new
            {
                id = $"m{i}",
                conversationId = $"c{i}",
                text,
                createdAt = "2026-11-22T07:00:00Z",
                author = new { id = $"u{i % 5000}", name = "Client" },
            }));
        }

        return characters / (double)mentions;
    }
}
