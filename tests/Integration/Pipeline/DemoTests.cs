using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vigie.Fakes.Processes;
using Vigie.Fakes.Waiting;

namespace Vigie.IntegrationTests.Pipeline;

/// <summary>The demo as its user runs it: a process of its own.</summary>
public sealed class DemoTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_day_is_played_to_its_end_and_nothing_of_it_is_quoted()
    {
        await using var vigie = VigieProcess.Start(["demo", "--pace", "100", "--language", "en"]);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(vigie.HasExited), Limit, "the demo ends by itself");

        output.WriteLine(vigie.Output);
        vigie.ExitCode.ShouldBe(0);
        vigie.Output.ShouldContain("End of the day: 62 messages (versions included), 55 judged");
        vigie.Output.ShouldContain("1 deletion noticed");
        var found = Regex.Match(vigie.Output, @"would flag (?<human>\d+): Vigie found (?<found>\d+) of them, and flagged (?<besides>\d+) besides", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Number("found").ShouldBeGreaterThanOrEqualTo(Number("human") * 9 / 10);
        Number("besides").ShouldBeLessThanOrEqualTo(2);
        foreach (var words in WordsOfTheDay())
            vigie.Output.ShouldNotContain(words);

        int Number(string group) => int.Parse(found.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_with_a_summary()
    {
        await using var vigie = VigieProcess.Start(["demo", "--pace", "1", "--language", "fr"]);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(vigie.Output.Contains("collectés   2", StringComparison.Ordinal)), Limit, "the day has begun");

        await vigie.TerminateAsync(TimeSpan.FromSeconds(10));

        vigie.ExitCode.ShouldBe(0);
        vigie.Output.ShouldContain("Interrompu");
        vigie.Output.ShouldContain("Fin de la journée");
    }

    // Authors, and four words in a row of each text: enough to know a quotation by.
    private static IEnumerable<string> WordsOfTheDay()
    {
        var day = Path.Combine(RepositoryRoot.Path, "src", "Host", "Demo", "Content", "day.jsonl");
        foreach (var line in File.ReadLines(day).Where(line => line.Length > 0))
        {
            using var message = JsonDocument.Parse(line);
            if (message.RootElement.TryGetProperty("author", out var author) && author.GetProperty("name").GetString() is { } name && name != "Maison Garance")
                yield return name;
            if (message.RootElement.TryGetProperty("text", out var text) && text.GetString()!.Split(' ') is { Length: >= 4 } words)
                yield return string.Join(' ', words[..4]);
        }
    }
}
