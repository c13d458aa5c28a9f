using System.Net.Http.Json;
using System.Text.Json;

namespace Vigie.IntegrationTests.Host;

public sealed class ProcessTests
{
    private const string Register = """[{"id":"p1","names":["Claire Martin"],"aliases":["Claire"],"role":null,"site":null,"handles":[]}]""";

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("migrate")]
    [InlineData("classify")]
    public async Task A_wrong_key_is_one_line_on_the_error_stream_and_exit_code_78(string command)
    {
        var folder = VigieProcess.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "vigie.json"), """{ "Collector": { "Http": { "AttemptTimeOuts": "00:00:05" } } }""");

        var (exitCode, output, error) = await VigieProcess.RunAsync(folder, [command, "--config", "vigie.json"]);

        exitCode.ShouldBe(78);
        error.TrimEnd('\n').ShouldBe("vigie: Collector:Http:AttemptTimeOuts is not a known key. Did you mean Collector:Http:AttemptTimeout?");
        output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_without_tables_is_one_sentence_and_exit_code_69()
    {
        var folder = VigieProcess.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "vigie.json"), """{ "Database": { "MigrateOnStart": false }, "Urls": "http://127.0.0.1:0" }""");

        var (exitCode, _, error) = await VigieProcess.RunAsync(folder, ["run", "--config", "vigie.json"]);

        exitCode.ShouldBe(69);
        error.ShouldContain("run vigie migrate");
        error.TrimEnd('\n').ShouldNotContain("\n");
    }

    [Fact]
    public async Task The_service_is_ready_shows_its_page_and_stops_within_ten_seconds_of_SIGTERM()
    {
        var folder = VigieProcess.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "vigie.json"), """{ "Urls": "http://127.0.0.1:0", "Logging": { "LogLevel": { "Microsoft.Hosting.Lifetime": "Information" } } }""");
        await using var vigie = VigieProcess.Start(folder, "run", "--config", "vigie.json");
        var address = AddressOf(await vigie.LineAsync("Now listening on"));
        await vigie.LineAsync("Application started");

        using var http = new HttpClient { BaseAddress = address };
        var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var answer = await ready.Content.ReadFromJsonAsync<JsonElement>();
        var page = await http.GetAsync(new Uri("/?lang=en", UriKind.Relative));
        var body = await page.Content.ReadAsStringAsync();
        var script = await http.GetAsync(new Uri("/assets/status.js", UriKind.Relative));
        var counts = await http.GetFromJsonAsync<JsonElement>(new Uri("/status.json", UriKind.Relative));
        var (exitCode, took) = await vigie.TerminateAsync();

        ready.IsSuccessStatusCode.ShouldBeTrue(answer.ToString());
        answer.GetProperty("checks").EnumerateObject().Select(check => check.Name).ShouldBe(["database", "bus", "sources", "streams", "scheduler", "classifier", "notifier", "deliveries"], ignoreOrder: true);
        body.ShouldContain("Vigie status");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        page.Headers.Contains("Set-Cookie").ShouldBeFalse();
        script.IsSuccessStatusCode.ShouldBeTrue();
        counts.GetProperty("collected").GetInt64().ShouldBe(0);
        exitCode.ShouldBe(0);
        took.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_register_goes_in_and_comes_out_again_and_no_name_is_printed()
    {
        var folder = VigieProcess.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "people.json"), Register);
        await VigieProcess.RunAsync(folder, ["migrate"]);

        var first = await VigieProcess.RunAsync(folder, ["register", "import", "people.json"]);
        var second = await VigieProcess.RunAsync(folder, ["register", "import", "people.json", "--replace"]);
        var export = await VigieProcess.RunAsync(folder, ["register", "export"]);

        first.ExitCode.ShouldBe(0, first.Error);
        first.Output.TrimEnd().ShouldBe("1 people in the file: 1 added, 0 updated, 0 removed.");
        second.Output.TrimEnd().ShouldBe("1 people in the file: 0 added, 0 updated, 0 removed.");
        JsonDocument.Parse(export.Output).RootElement[0].GetProperty("names")[0].GetString().ShouldBe("Claire Martin");
        export.Error.ShouldNotContain("Claire");
    }

    [Fact]
    public async Task A_register_that_cannot_be_read_is_one_sentence_and_exit_code_65()
    {
        var folder = VigieProcess.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "people.json"), """[{"id":"p1","names":["Claire Martin"],]""");

        var (exitCode, _, error) = await VigieProcess.RunAsync(folder, ["classify", "--register", "people.json"]);

        exitCode.ShouldBe(65);
        error.TrimEnd('\n').ShouldNotContain("\n");
        error.ShouldNotContain("Claire");
    }

    [Fact]
    public async Task Check_prints_a_line_for_each_thing_and_saves_nothing()
    {
        var folder = VigieProcess.NewFolder();

        var (exitCode, output, error) = await VigieProcess.RunAsync(folder, ["check"]);

        exitCode.ShouldBe(0, output + error);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("  ")[0].Trim()).ShouldBe(["configuration", "database", "bus", "receiver console"]);
        Directory.EnumerateFiles(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_says_which_broker_cannot_be_reached_and_never_its_password()
    {
        var folder = VigieProcess.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "vigie.json"), """{ "Bus": { "Transport": "RabbitMq", "Host": "127.0.0.1", "Port": 1, "Password": "hunter2" } }""");

        var (exitCode, output, error) = await VigieProcess.RunAsync(folder, ["check", "--config", "vigie.json"]);

        exitCode.ShouldBe(1);
        output.ShouldContain("unreachable");
        (output + error).ShouldNotContain("hunter2");
    }

    private static Uri AddressOf(string line) => new("http://" + line.Split("http://")[1].Split('"')[0]);
}
