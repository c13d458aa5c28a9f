using System.Net.WebSockets;

namespace Vigie.Collector.Sources.Bluesky.Streaming;

/// <summary>One connection. Holds one frame at a time, and reads the next only when it is asked for: a slow reader slows the server.</summary>
internal sealed class JetstreamConnection(ClientWebSocket socket, TimeProvider time) : IAsyncDisposable
{
    // The text of a post has 3,000 bytes at most, and a batch holds a hundred frames.
    private const int MostBytes = 256 * 1024;
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly byte[] _chunk = new byte[16 * 1024];
    private readonly CancellationTokenSource _abort = new();
    private Task<JetstreamFrame>? _pending;

    /// <summary>The next frame. The same task until <see cref="Taken"/> is called: a read cannot be given up without the connection.</summary>
    public Task<JetstreamFrame> NextAsync() => _pending ??= ReceiveAsync(_abort.Token);

    public void Taken() => _pending = null;

    public async ValueTask DisposeAsync()
    {
        // With a read under way the closing handshake has its answer read by it; a server that does not answer gets two seconds.
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var patience = new CancellationTokenSource(CloseTimeout, time);
            try
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
            {
                // It is going away in any case.
            }
        }

        await _abort.CancelAsync();
        if (_pending is not null)
            await _pending;
        socket.Dispose();
        _abort.Dispose();
    }

    private async Task<JetstreamFrame> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var frame = new MemoryStream();
        var unusable = false;
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(_chunk.AsMemory(), cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close)
                    return new JetstreamFrame(JetstreamFrameKind.End, default);
                unusable |= part.MessageType != WebSocketMessageType.Text || frame.Length + part.Count > MostBytes;
                if (!unusable)
                    frame.Write(_chunk, 0, part.Count);
                if (part.EndOfMessage)
                    return new JetstreamFrame(unusable ? JetstreamFrameKind.Unusable : JetstreamFrameKind.Text, unusable ? default : frame.ToArray());
            }
        }
        catch (WebSocketException exception) when (exception.WebSocketErrorCode is WebSocketError.Faulted or WebSocketError.HeaderError or WebSocketError.InvalidMessageType)
        {
            return new JetstreamFrame(JetstreamFrameKind.Fault, default);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            return new JetstreamFrame(JetstreamFrameKind.End, default);
        }
    }
}
