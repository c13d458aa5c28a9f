using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using Vigie.Collector.Http;

namespace Vigie.Collector.Sources.Mastodon.Streaming;

/// <summary>One WebSocket: connects, hands over whole frames, ends.</summary>
internal sealed class StreamConnection(MastodonApi api, MastodonOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);
    private readonly ClientWebSocket _socket = new();

    /// <returns>Null when connected.</returns>
    public async Task<SourceRefusal?> ConnectAsync(Uri server, StreamSubscription subscription, CancellationToken cancellationToken)
    {
        if (!api.TryAuthorize(out var authorization))
            return MastodonApi.UnusableToken;
        _socket.Options.CollectHttpResponseDetails = true;
        // A peer that vanished without a word is found by a ping without an answer, long before the silence is too long.
        _socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(30);
        _socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        if (authorization is not null)
            _socket.Options.SetRequestHeader("Authorization", authorization.ToString());

        using var timeout = new CancellationTokenSource(ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var address = server.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/api/v1/streaming?" + subscription.Query;
            await _socket.ConnectAsync(new Uri(address), either.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Transient("time-out while the stream was connected");
        }
        catch (WebSocketException)
        {
            return Handshake(subscription, new Uri(server, "/api/v1/streaming"));
        }
    }

    /// <summary>Reads the next frame into <paramref name="frame"/>. Before it returns an end, or throws because it was cancelled, it says goodbye.</summary>
    /// <returns>Null for a whole frame; otherwise how the connection ended.</returns>
    public async Task<StreamEnd?> ReadAsync(ArrayBufferWriter<byte> frame, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(options.StreamSilence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        // Not cancelled with the rest: a cancelled receive kills the socket, and the server would see a cut instead of a close.
        using var abort = new CancellationTokenSource();
        var receiving = ReceiveAsync(frame, abort.Token);
        try
        {
            var end = await receiving.WaitAsync(either.Token);
            if (end is not null)
                await CloseAsync();
            return end;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            await CloseAsync();
            await LeaveAsync(receiving, abort);
            cancellationToken.ThrowIfCancellationRequested();
            // Nothing is wrong for sure, a quiet hashtag looks the same: the sequence ends without a refusal and is connected anew.
            return new StreamEnd(Refusal: null);
        }
    }

    /// <summary>Says goodbye where that is still possible; never waits long.</summary>
    public async Task CloseAsync()
    {
        if (_socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var timeout = new CancellationTokenSource(CloseTimeout, time);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, timeout.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone already, which is what was wanted.
        }
    }

    private async Task<StreamEnd?> ReceiveAsync(ArrayBufferWriter<byte> frame, CancellationToken abort)
    {
        frame.ResetWrittenCount();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(frame.GetMemory(4 * 1024), abort);
                if (part.MessageType == WebSocketMessageType.Close)
                    return new StreamEnd(new Transient($"the server closed the stream ({(int?)_socket.CloseStatus})"));
                frame.Advance(part.Count);
                if (frame.WrittenCount > options.MaxFrameBytes)
                    return new StreamEnd(new Malformed($"a frame larger than {options.MaxFrameBytes} bytes"));
                if (part.EndOfMessage)
                    return null;
            }
        }
        catch (WebSocketException)
        {
            return new StreamEnd(new Transient("the stream broke"));
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return new StreamEnd(Refusal: null);
        }
    }

    // The server's own goodbye is waited for a moment, so that nothing is cut off.
    private async Task LeaveAsync(Task receiving, CancellationTokenSource abort)
    {
        using var timeout = new CancellationTokenSource(CloseTimeout, time);
        try
        {
            await receiving.WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            await abort.CancelAsync();
            await receiving;
        }
    }

    public void Dispose() => _socket.Dispose();

    private SourceRefusal Handshake(StreamSubscription subscription, Uri address)
    {
        if (_socket.HttpStatusCode < HttpStatusCode.MultipleChoices)
            return new Transient("the stream cannot be connected");
        using var response = new HttpResponseMessage(_socket.HttpStatusCode);
        foreach (var (name, values) in _socket.HttpResponseHeaders ?? new Dictionary<string, IEnumerable<string>>())
            response.Headers.TryAddWithoutValidation(name, values);
        return api.RefusalOf(new HttpAnswer(_socket.HttpStatusCode, response.Headers, response.Content.Headers, address, [], []), subscription.Scope);
    }
}
