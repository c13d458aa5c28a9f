using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Vigie.Classifier;
using Vigie.Classifier.CommandLine;
using Vigie.Classifier.People;

namespace Vigie.UnitTests.Classifier;

public sealed class ClassifyLinesTests
{
    [Fact]
    public async Task Answers_each_line_in_order_and_a_bad_line_with_one_error()
    {
        var input = "{\"id\":7,\"text\":\"bande d'incapables\"}\nnot json\n{\"id\":\"b\",\"text\":5}\n{\"id\":\"é\",\"text\":\"merci 👍\"}"u8.ToArray();

        var lines = await RunAsync(input);

        lines.Count.ShouldBe(4);
        lines[0].GetProperty("id").GetInt32().ShouldBe(7);
        lines[0].GetProperty("flagged").GetBoolean().ShouldBeTrue();
        lines[0].EnumerateObject().Select(property => property.Name).ShouldBe(["id", "flagged", "score", "severity", "abuse", "target", "person", "mentioned", "intent", "lang", "ruleset", "why"]);
        lines[1].GetProperty("id").ValueKind.ShouldBe(JsonValueKind.Null);
        lines[1].GetProperty("line").GetInt32().ShouldBe(2);
        lines[2].GetProperty("id").GetString().ShouldBe("b");
        lines[2].GetProperty("error").GetString().ShouldBe("text must be a text");
        lines[3].GetProperty("id").GetString().ShouldBe("é");
    }

    [Fact]
    public async Task A_line_too_long_or_of_invalid_bytes_is_an_error_and_the_next_is_judged()
    {
        var tooLong = Encoding.UTF8.GetBytes("{\"id\":1,\"text\":\"" + new string('a', ClassifyLines.LongestLine) + "\"}\n");
        byte[] input = [.. tooLong, .. "{\"id\":2,\"text\":\""u8, 0xC3, 0x28, .. "\"}\n"u8, .. "{\"id\":3,\"text\":\"ok\"}\n"u8];

        var lines = await RunAsync(input);

        lines.Select(line => line.TryGetProperty("error", out _)).ShouldBe([true, true, false]);
    }

    private static async Task<List<JsonElement>> RunAsync(byte[] input)
    {
        var classifier = new MentionClassifier(Options.Create(new ClassifierOptions()), TimeProvider.System);
        using var output = new MemoryStream();
        await new ClassifyLines(classifier).RunAsync(new MemoryStream(input), output, RegisterSnapshot.Empty, TestContext.Current.CancellationToken);
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
