using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Options;
using Vigie.Core.Telemetry;
using Vigie.Fakes.Servers;
using Vigie.Host.Telemetry;

namespace Vigie.IntegrationTests.Host;

public sealed class TelemetryTests
{
    private const string Sentinel = "sentinel-text-of-a-mention";

    [Fact]
    public async Task Meters_and_traces_arrive_and_no_byte_carries_text_of_a_mention()
    {
        var bodies = new ConcurrentQueue<(string Path, string Body)>();
        await using var receiver = await FakePlatform.StartAsync();
        foreach (var path in new[] { "/v1/traces", "/v1/metrics" })
        {
            receiver.On("POST " + path, async context =>
            {
                using var copy = new MemoryStream();
                await context.Request.Body.CopyToAsync(copy);
                bodies.Enqueue((path, Encoding.Latin1.GetString(copy.ToArray())));
            });
        }

        receiver.On("GET /search", 200, "{}");
        using var export = new TelemetryExport(Options.Create(new TelemetryOptions { OtlpEndpoint = receiver.Address, Protocol = TelemetryProtocol.Http, SampleRatio = 1 }));
        await export.StartAsync(CancellationToken.None);

        using var source = new ActivitySource(TelemetryNames.Collector);
        using var meter = new Meter(TelemetryNames.Collector);
        meter.CreateCounter<long>("vigie.collector.mentions").Add(3);
        using (var activity = source.StartActivity("collect"))
        {
            activity!.SetTag(TelemetryNames.SourceTag, "brand-page");
            activity.SetTag("url.full", "https://platform.example/?q=" + Sentinel);
            activity.SetTag("url.query", Sentinel);
            activity.SetTag("db.statement", Sentinel);
            activity.SetTag("db.query.text", Sentinel);
            activity.SetTag("db.query.parameter.0", Sentinel);
            activity.SetTag("messaging.masstransit.body", Sentinel);
            activity.SetStatus(ActivityStatusCode.Error, Sentinel);
            using var http = new HttpClient();
            await http.GetAsync(new Uri(receiver.Address, "/search?q=" + Sentinel));
        }

        using (var failed = source.StartActivity("collect"))
            failed!.AddException(new InvalidOperationException(Sentinel));
        await export.StopAsync(CancellationToken.None);

        bodies.ShouldContain(sent => sent.Path == "/v1/metrics" && sent.Body.Contains("vigie.collector.mentions", StringComparison.Ordinal));
        bodies.ShouldContain(sent => sent.Path == "/v1/traces" && sent.Body.Contains("collect", StringComparison.Ordinal) && sent.Body.Contains("brand-page", StringComparison.Ordinal));
        bodies.ShouldAllBe(sent => !sent.Body.Contains(Sentinel, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_receiver_nothing_listens()
    {
        using var export = new TelemetryExport(Options.Create(new TelemetryOptions()));
        await export.StartAsync(CancellationToken.None);

        using var source = new ActivitySource("Vigie.Nobody");

        source.HasListeners().ShouldBeFalse();
        await export.StopAsync(CancellationToken.None);
    }
}
