using System.IO.Pipelines;
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

    [Theory]
    [InlineData("[1]", "the line must be a JSON object")]
    [InlineData("{\"text\":\"a\"}", "id must be a text or a number")]
    [InlineData("{\"id\":true,\"text\":\"a\"}", "id must be a text or a number")]
    [InlineData("{\"id\":1}", "text must be a text")]
    [InlineData("{\"id\":1,\"text\":null}", "text must be a text")]
    [InlineData("{\"id\":1,\"text\":[]}", "text must be a text")]
    [InlineData("{\"id\":1,\"text\":\"a\",\"lang\":5}", "lang must be a text")]
    [InlineData("{\"id\":1,\"text\":\"a\",\"parent\":{}}", "parent must be a text")]
    [InlineData("{\"id\":1,\"text\":\"a\",\"author\":5}", "author must be a text")]
    [InlineData("{\"id\":1,\"text\":\"\\ud800\"}", "text must be a text")]
    public async Task A_wrong_type_is_one_error_that_names_the_field(string line, string error)
    {
        var lines = await RunAsync(Encoding.UTF8.GetBytes(line + "\n{\"id\":2,\"text\":\"ok\"}\n"));

        lines[0].GetProperty("error").GetString().ShouldBe(error);
        lines[1].GetProperty("id").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task A_line_of_exactly_one_megabyte_is_judged_and_one_byte_more_is_an_error()
    {
        const string Before = "{\"id\":1,\"text\":\"";
        const string After = "\"}";
        var fits = Before + new string('a', ClassifyLines.LongestLine - Before.Length - After.Length) + After;

        var lines = await RunAsync(Encoding.UTF8.GetBytes(fits + "\n" + fits + " \n"));

        lines[0].TryGetProperty("error", out _).ShouldBeFalse();
        lines[1].GetProperty("error").GetString().ShouldBe("the line is longer than 1 MB");
    }

    [Fact]
    public async Task Each_line_is_answered_before_the_next_is_written()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var input = new Pipe();
        var output = new Pipe();
        var running = new ClassifyLines(new MentionClassifier(Options.Create(new ClassifierOptions()), TimeProvider.System))
            .RunAsync(input.Reader.AsStream(), output.Writer.AsStream(), RegisterSnapshot.Empty, cancellationToken);
        using var answers = new StreamReader(output.Reader.AsStream());

        foreach (var id in (string[])["1", "2", "3"])
        {
            await input.Writer.WriteAsync(Encoding.UTF8.GetBytes("{\"id\":" + id + ",\"text\":\"bonjour\"}\n"), cancellationToken);
            var answer = await answers.ReadLineAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
            JsonDocument.Parse(answer!).RootElement.GetProperty("id").GetRawText().ShouldBe(id);
        }

        await input.Writer.CompleteAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
    }

    private static async Task<List<JsonElement>> RunAsync(byte[] input)
    {
        var classifier = new MentionClassifier(Options.Create(new ClassifierOptions()), TimeProvider.System);
        using var output = new MemoryStream();
        await new ClassifyLines(classifier).RunAsync(new MemoryStream(input), output, RegisterSnapshot.Empty, TestContext.Current.CancellationToken);
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
