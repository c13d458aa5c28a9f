using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;

namespace Vigie.Collector.Http;

/// <summary>Makes the client of each source, once: the circuit breaker must remember.</summary>
/// <remarks>
/// Not <c>IHttpClientFactory</c>: it recycles handlers every two minutes and the pipeline's state with them. A <see cref="SocketsHttpHandler"/> that renews
/// its connections gives the same freshness of addresses.
/// </remarks>
public sealed class SourceHttpFactory(IOptions<CollectorOptions> options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);

    /// <summary>The client of a source that may call every address.</summary>
    public SourceHttpClient For(string source) => new(_clients.GetOrAdd(source, _ => Create(null)), options.Value.Http, time);

    /// <summary>The client of a source that may call private networks only where its configuration leads.</summary>
    /// <param name="source">Configured name.</param>
    /// <param name="configured">Addresses that the configuration of the source names.</param>
    public SourceHttpClient For(string source, IReadOnlyList<Uri> configured) =>
        new(_clients.GetOrAdd(source, _ => Create(new GuardedConnection(configured))), options.Value.Http, time);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }

    private HttpClient Create(GuardedConnection? guard)
    {
        var sockets = new SocketsHttpHandler
        {
            // Sources follow redirects themselves, where their rules allow it.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            // The attempt gives up first; this ends the connection that goes on being made behind it.
            ConnectTimeout = options.Value.Http.AttemptTimeout * 2,
            UseCookies = false,
            MaxResponseHeadersLength = 64,
            ConnectCallback = guard is null ? null : guard.OpenAsync,
        };
        var client = new HttpClient(new ResilienceHandler(options.Value.Http, time) { InnerHandler = sockets })
        {
            // The pipeline owns the time: of an attempt, with its body, and of the pauses between them. This one would know neither our clock nor an announced wait.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(options.Value.UserAgent);
        return client;
    }
}
