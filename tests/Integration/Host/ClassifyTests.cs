using System.Diagnostics;
using System.Text.Json;
using Vigie.Classifier.CommandLine;

namespace Vigie.IntegrationTests.Host;

/// <summary><c>vigie classify</c> as its user runs it: the built program, its streams, the real engine.</summary>
public sealed class ClassifyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Answers_come_in_the_order_of_the_questions_and_a_bad_line_stops_nothing()
    {
        var input = string.Join('\n', Enumerable.Range(0, 300).Select(i => i switch
        {
            7 => "{ this is no JSON",
            8 => """{"id":"8"}""",
            9 => "[]",
            10 => """{"id":"10","text":12}""",
            11 => $$"""{"id":"11","text":"{{new string('a', ClassifyLines.LongestLine)}}"}""",
            _ => JsonSerializer.Serialize(new { id = $"{i}", text = i % 3 == 0 ? "Vos conseillers sont une bande de connards." : "Merci, le colis est bien arrivé." }),
        })) + "\n";

        var (exitCode, output, error) = await VigieProcess.RunAsync(VigieProcess.NewFolder(), ["classify"], input);

        exitCode.ShouldBe(0, error);
        error.ShouldBeEmpty();
        var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        answers.Count.ShouldBe(300);
        var bad = new[] { 7, 8, 9, 10, 11 };
        foreach (var (number, answer) in answers.Index())
        {
            if (bad.Contains(number))
            {
                answer.GetProperty("line").GetInt32().ShouldBe(number + 1);
                answer.GetProperty("error").GetString()!.ShouldNotBeEmpty();
                continue;
            }

            answer.GetProperty("id").GetString().ShouldBe($"{number}");
            answer.GetProperty("flagged").GetBoolean().ShouldBe(number % 3 == 0);
        }
    }

    [Fact]
    public async Task Each_line_is_answered_before_the_next_is_written()
    {
        await using var vigie = VigieProcess.Start(VigieProcess.NewFolder(), "classify");

        foreach (var id in new[] { "first", "second", "third" })
        {
            await vigie.Input.WriteAsync($$"""{"id":"{{id}}","text":"Merci beaucoup, très bon accueil."}""" + "\n");
            await vigie.Input.FlushAsync();
            var answer = JsonDocument.Parse(await vigie.LineAsync("\"id\"")).RootElement;
            answer.GetProperty("id").GetString().ShouldBe(id);
        }

        vigie.Input.Close();
        (await vigie.EndAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_reader_that_has_seen_enough_ends_it_quietly()
    {
        var folder = VigieProcess.NewFolder();
        var lines = Path.Combine(folder, "lines.jsonl");
        await File.WriteAllLinesAsync(lines, Enumerable.Range(0, 20_000).Select(i => JsonSerializer.Serialize(new { id = $"{i}", text = "Merci, le colis est bien arrivé." })));
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", "\"$0\" classify < \"$1\" 2> \"$2\" | head -n 1 > /dev/null; echo ${PIPESTATUS[0]}", VigieProcess.Program, lines, Path.Combine(folder, "error")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;

        var exitCode = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync().WaitAsync(Patience);

        exitCode.Trim().ShouldBe("0");
        (await File.ReadAllTextAsync(Path.Combine(folder, "error"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_register_names_the_person_who_is_meant()
    {
        var folder = VigieProcess.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "people.json"), """[{"id":"p1","names":["Claire Martin"],"aliases":[],"role":"conseillère","site":"Rouen","handles":["@claire_m"]}]""");
        const string Line = """{"id":"1","text":"Claire Martin est une connasse."}""" + "\n";

        var with = await VigieProcess.RunAsync(folder, ["classify", "--register", "people.json"], Line);
        var without = await VigieProcess.RunAsync(folder, ["classify"], Line);

        with.ExitCode.ShouldBe(0, with.Error);
        var judged = JsonDocument.Parse(with.Output).RootElement;
        judged.GetProperty("flagged").GetBoolean().ShouldBeTrue();
        judged.GetProperty("person").GetString().ShouldBe("p1");
        judged.GetProperty("target").GetString().ShouldBe("employee");
        JsonDocument.Parse(without.Output).RootElement.GetProperty("person").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task No_line_at_all_is_no_error()
    {
        var (exitCode, output, error) = await VigieProcess.RunAsync(VigieProcess.NewFolder(), ["classify"]);

        (exitCode, output, error).ShouldBe((0, "", ""));
    }
}
