using System.Globalization;
using System.Net;
using System.Net.WebSockets;

namespace Vigie.Collector.Sources.Bluesky.Streaming;

/// <summary>Opens connections to a Jetstream.</summary>
internal sealed class JetstreamDialer(Uri endpoint, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <returns>A connection, or why there is none.</returns>
    public async Task<(JetstreamConnection? Connection, SourceRefusal? Refusal)> ConnectAsync(long? from, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        // The server pings; newer ones close a connection over which the client sends something unasked.
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(Address(from), either.Token);
            return (new JetstreamConnection(socket, time), null);
        }
        catch (Exception exception) when (exception is WebSocketException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var refusal = RefusalOf(socket);
            socket.Dispose();
            return (null, refusal);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Uri Address(long? from)
    {
        var query = endpoint.Query.TrimStart('?');
        string?[] parts =
        [
            query.Length > 0 ? query : null,
            $"wantedCollections={AtUri.PostCollection}",
            from is { } position ? string.Create(CultureInfo.InvariantCulture, $"cursor={position}") : null,
        ];
        return new UriBuilder(endpoint) { Query = string.Join('&', parts.OfType<string>()) }.Uri;
    }

    private SourceRefusal RefusalOf(ClientWebSocket socket) => socket.HttpStatusCode switch
    {
        HttpStatusCode.TooManyRequests => new RateLimited(RetryAfter(socket), "HTTP 429 at the handshake"),
        HttpStatusCode.Gone => new Gone("HTTP 410 at the handshake"),
        default(HttpStatusCode) => new Transient("no connection to the Jetstream"),
        var status => new Transient($"HTTP {(int)status} at the handshake"),
    };

    private DateTimeOffset? RetryAfter(ClientWebSocket socket) =>
        socket.HttpResponseHeaders is { } headers
        && headers.TryGetValue("Retry-After", out var values)
        && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(seconds, 86_400))
            : null;
}
