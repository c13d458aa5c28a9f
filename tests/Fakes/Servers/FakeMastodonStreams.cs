using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Vigie.Fakes.Servers;

/// <summary>The streaming side of a server: takes WebSockets, sends frames, closes or cuts.</summary>
public sealed class FakeMastodonStreams : IDisposable
{
    private readonly Channel<(string Query, WebSocket Socket, HttpContext Context)> _arrivals = Channel.CreateUnbounded<(string, WebSocket, HttpContext)>();
    private readonly ConcurrentDictionary<string, (WebSocket Socket, HttpContext Context)> _open = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();

    public FakeMastodonStreams(FakePlatform platform) => platform.On("GET /api/v1/streaming", AcceptAsync);

    /// <summary>How connections ended, as the server saw it: the status of the client's close frame, or null for a cut.</summary>
    public Channel<WebSocketCloseStatus?> Endings { get; } = Channel.CreateUnbounded<WebSocketCloseStatus?>();

    /// <summary>Authorization headers that came.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = new();

    /// <summary>Waits until somebody listens to that stream, e.g. <c>?stream=user:notification</c>.</summary>
    public async Task ListenedAsync(string query)
    {
        while (!_open.ContainsKey(query))
        {
            var (arrived, socket, context) = await _arrivals.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
            _open[arrived] = (socket, context);
        }
    }

    /// <summary>Sends an event as servers do: the payload is JSON in a string.</summary>
    public Task SendEventAsync(string query, string name, string payload) =>
        SendAsync(query, new JsonObject { ["stream"] = new JsonArray("any"), ["event"] = name, ["payload"] = payload }.ToJsonString());

    public Task SendAsync(string query, string frame) => SendAsync(query, Encoding.UTF8.GetBytes(frame));

    public Task SendAsync(string query, byte[] frame) =>
        _open[query].Socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Ends the connection with a close frame.</summary>
    public async Task CloseAsync(string query)
    {
        _open.TryRemove(query, out var connection);
        await connection.Socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "restart", CancellationToken.None);
    }

    /// <summary>Cuts the connection without a word.</summary>
    public void Cut(string query)
    {
        _open.TryRemove(query, out var connection);
        connection.Context.Abort();
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task AcceptAsync(HttpContext context)
    {
        Authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await _arrivals.Writer.WriteAsync((context.Request.QueryString.Value!, socket, context));
        WebSocketCloseStatus? ending = null;
        try
        {
            var buffer = new byte[1024];
            while ((await socket.ReceiveAsync(buffer, _closing.Token)).MessageType != WebSocketMessageType.Close)
            {
            }

            ending = socket.CloseStatus;
            if (socket.State == WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _closing.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // Cut, by the test or by the client.
        }

        Endings.Writer.TryWrite(ending);
    }
}
