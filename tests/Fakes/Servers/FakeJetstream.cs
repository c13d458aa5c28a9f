using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Vigie.Fakes.Servers;

/// <summary>A Jetstream on <c>/subscribe</c>: keeps its history and, as the real one, begins at the cursor, that event included.</summary>
public sealed class FakeJetstream
{
    private readonly Lock _gate = new();
    private readonly List<(long Position, byte[] Frame, WebSocketMessageType Type)> _history = [];
    private TaskCompletionSource _more = New();

    public FakeJetstream(FakePlatform platform)
    {
        Address = new UriBuilder(platform.Address) { Scheme = "ws", Path = "/subscribe" }.Uri;
        platform.On("GET /subscribe", AnswerAsync);
    }

    public Uri Address { get; }

    /// <summary>The cursor of each connection, in order; empty without one.</summary>
    public ConcurrentQueue<string> Cursors { get; } = new();

    /// <summary>How each connection ended, in order.</summary>
    public ConcurrentQueue<WebSocketCloseStatus?> Closed { get; } = new();

    /// <summary>The next connection breaks without a close after so many frames; 0 breaks none.</summary>
    public int CutAfter { get; set; }

    /// <summary>When the history is sent, the connection is closed as a server does that restarts.</summary>
    public bool ClosesAtEnd { get; set; }

    /// <summary>Adds one line; its place is its <c>cursor</c> or its time.</summary>
    public void Say(string line)
    {
        var root = JsonDocument.Parse(line).RootElement;
        Say(root.TryGetProperty("cursor", out var cursor) ? cursor.GetInt64() : root.GetProperty("time_us").GetInt64(), Encoding.UTF8.GetBytes(line));
    }

    /// <summary>Adds any bytes at a place.</summary>
    public void Say(long position, byte[] frame, WebSocketMessageType type = WebSocketMessageType.Text)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            _history.Add((position, frame, type));
            (more, _more) = (_more, New());
        }

        more.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task AnswerAsync(HttpContext context)
    {
        var cursor = context.Request.Query["cursor"].ToString();
        Cursors.Enqueue(cursor);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var closed = ListenAsync(socket, context.RequestAborted);
        var next = 0;
        lock (_gate)
            next = cursor.Length == 0 ? _history.Count : _history.FindIndex(line => line.Position >= long.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture)) is var at and >= 0 ? at : _history.Count;
        var sent = 0;
        while (!closed.IsCompleted)
        {
            (long Position, byte[] Frame, WebSocketMessageType Type) line;
            Task more;
            lock (_gate)
            {
                more = _more.Task;
                line = next < _history.Count ? _history[next] : default;
            }

            if (line.Frame is null)
            {
                if (ClosesAtEnd)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "restart", CancellationToken.None);
                    await closed;
                    return;
                }

                await Task.WhenAny(more, closed);
                continue;
            }

            if (CutAfter > 0 && sent == CutAfter)
            {
                CutAfter = 0;
                context.Abort();
                return;
            }

            next++;
            sent++;
            try
            {
                await socket.SendAsync(line.Frame, line.Type, true, CancellationToken.None);
            }
            catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(WebSocket socket, CancellationToken aborted)
    {
        var buffer = new byte[1_024];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), aborted) is { MessageType: not WebSocketMessageType.Close })
            {
            }

            Closed.Enqueue(socket.CloseStatus);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException)
        {
            Closed.Enqueue(null);
        }
    }
}
