using System.Collections.Concurrent;
using System.Text;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Host.Otlp;

/// <summary>An OTLP receiver over HTTP on loopback that keeps every byte.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly FakePlatform _server;

    private OtlpReceiver(FakePlatform server) => _server = server;

    public Uri Address => _server.Address;

    public ConcurrentQueue<byte[]> Traces { get; } = new();

    public ConcurrentQueue<byte[]> Metrics { get; } = new();

    public IReadOnlyList<OtlpSpan> Spans => [.. Traces.SelectMany(body => OtlpSpan.Of(body))];

    /// <summary>Every byte as text, one character a byte.</summary>
    public IEnumerable<string> Everything => Traces.Concat(Metrics).Select(Encoding.UTF8.GetString);

    /// <summary>Meter and instrument of everything measured.</summary>
    public IReadOnlySet<(string Meter, string Instrument)> Instruments => Metrics
        .SelectMany(body => WireField.At(body, 1, 2))
        .SelectMany(scope => WireField.At(scope, 2, 1).Select(name => (
            Encoding.UTF8.GetString(WireField.At(scope, 1, 1).First().Span), Encoding.UTF8.GetString(name.Span))))
        .ToHashSet();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver(await FakePlatform.StartAsync());
        receiver._server
            .On("POST /v1/traces", context => KeepAsync(context.Request, receiver.Traces))
            .On("POST /v1/metrics", context => KeepAsync(context.Request, receiver.Metrics));
        return receiver;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task KeepAsync(Microsoft.AspNetCore.Http.HttpRequest request, ConcurrentQueue<byte[]> bodies)
    {
        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy);
        bodies.Enqueue(copy.ToArray());
    }
}
