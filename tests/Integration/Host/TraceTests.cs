using System.Text.Json;
using Vigie.Core.Telemetry;
using Vigie.Fakes.Databases;
using Vigie.Fakes.Servers;
using Vigie.IntegrationTests.Host.Otlp;
using Vigie.Storage;

namespace Vigie.IntegrationTests.Host;

/// <summary>What three processes on PostgreSQL and RabbitMQ export, with the spans and meters of the real drivers: enough to follow a mention, and nothing of it.</summary>
[Collection(BrokerTests.Name)]
public sealed class TraceTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Forbidden =
        ["sentinel", "connards", "Username=", "Password=", "guest", "Host=", "whsec_", "insert into", "INSERT INTO", "SELECT ", "select "];

    [Fact]
    public async Task One_trace_leads_from_the_collector_over_the_bus_to_the_notifier_and_no_byte_tells_what_was_written()
    {
        await using var telemetry = await OtlpReceiver.StartAsync();
        await using var hook = await FakeWebhookReceiver.StartAsync();
        await using var database = await TestDatabase.CreateAsync(StorageProvider.Postgres);
        var replay = Path.Combine(VigieProcess.NewFolder(), "replay.jsonl");
        await File.WriteAllTextAsync(replay, JsonSerializer.Serialize(new
        {
            id = "sentinel-external-id",
            conversationId = "sentinel-conversation",
            permalink = "https://platform.example/sentinel-link",
            author = new { id = "sentinel-author-id", name = "Sentinel-Author", handle = "@sentinel" },
            text = "sentinel-text : vos conseillers sont une bande de connards.",
        }) + "\n");
        await using var stages = new StageProcesses(
            database,
            hook,
            ("Database:ConnectionString", StageProcesses.WithPassword(database, "sentinel-password")),
            ("Collector:Sources:page:Platform", "replay"),
            ("Collector:Sources:page:File", replay),
            // The bell leads to the delivery, not the clock that looks for what was missed.
            ("Notifier:LookEvery", "00:05:00"),
            ("Logging:LogLevel:MassTransit", "Information"),
            ("Telemetry:OtlpEndpoint", telemetry.Address.AbsoluteUri),
            ("Telemetry:Protocol", "Http"),
            ("Telemetry:Headers", "authorization=Bearer sentinel-token"),
            ("Telemetry:SampleRatio", "1"),
            ("Telemetry:ExportEvery", "00:00:01"));
        // The consumers first, so that no bell is rung before somebody listens: a bell rung again by the sweeper begins a trace of its own.
        var listening = new[] { stages.Start("notifier"), stages.Start("classifier") };
        foreach (var stage in listening)
            await Vigie.Fakes.Waiting.Eventually.BecomesTrueAsync(() => Task.FromResult(stage.Output.Contains("Bus started", StringComparison.Ordinal) || stage.HasExited), Patience, "the bus is up: " + stage.Output);
        stages.Start("collector");

        try
        {
            await hook.FirstCall.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail(stages.Output);
        }

        await stages.TerminateAsync();

        foreach (var (scope, name, tags) in telemetry.Spans.Select(span => (span.Scope, span.Name, string.Join(' ', span.Tags))).Distinct())
            output.WriteLine($"{scope} | {name} | {tags}");
        foreach (var (meter, instrument) in telemetry.Instruments.Order())
            output.WriteLine($"{meter} | {instrument}");

        var trace = telemetry.Spans.First(span => span.Name == "deliver alert").TraceId;
        var way = telemetry.Spans.Where(span => span.TraceId == trace).ToList();
        way.Select(span => span.Name).ShouldBeSubsetOf(telemetry.Spans.Select(span => span.Name));
        foreach (var (scope, name) in new[]
                 {
                     (TelemetryNames.Collector, "intake"), (TelemetryNames.Classifier, "judge"), (TelemetryNames.Notifier, "route mentions"), (TelemetryNames.Notifier, "deliver alert"),
                 })
            way.ShouldContain(span => span.Scope == scope && span.Name == name);
        way.ShouldContain(span => span.Scope == "MassTransit");
        way.ShouldContain(span => span.Scope == "Npgsql");

        foreach (var meter in TelemetryNames.Meters.Concat(["Npgsql", "MassTransit"]))
            telemetry.Instruments.Select(pair => pair.Meter).ShouldContain(meter);
        foreach (var bytes in telemetry.Everything)
        {
            foreach (var word in Forbidden)
                bytes.Contains(word, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"'{word}' left the process");
        }

        foreach (var word in new[] { "sentinel", "connards" })
            stages.Output.ShouldNotContain(word, Case.Insensitive);
    }
}
