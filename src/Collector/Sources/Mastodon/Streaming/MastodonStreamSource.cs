using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Vigie.Collector.Sources.Mastodon.Streaming;

/// <summary>
/// Listens on one connection for each stream; when one ends, all end. Its pages have no cursor: the server cannot resume a stream, and what it sent while
/// nobody listened is brought by the polling, whose positions this one never moves.
/// </summary>
internal sealed class MastodonStreamSource(
    MastodonApi api, BrandIdentity brand, StreamingAddress streaming, MastodonOptions options, SourceSetup setup) : IStreamSource
{
    private const int MostEventsOfPage = 100;
    private readonly StreamFrame _frames = new(new StatusReader(brand, options.PrivateMentions));

    public async IAsyncEnumerable<SourceAnswer> ReadAsync(string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await brand.LearnAsync(cancellationToken) is { } unknown)
        {
            yield return unknown;
            yield break;
        }

        var server = await streaming.FindAsync(cancellationToken);
        // Bounded: when saving is slower than the server, the sockets are read slower.
        var answers = Channel.CreateBounded<SourceAnswer>(MostEventsOfPage);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = ListenToAllAsync(server, answers.Writer, closing);
        try
        {
            await foreach (var answer in MergeAsync(answers.Reader, cancellationToken))
            {
                yield return answer;
                if (answer is SourceRefusal)
                    break;
            }
        }
        finally
        {
            await closing.CancelAsync();
            await listening;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    // What has piled up becomes one page, one transaction.
    private static async IAsyncEnumerable<SourceAnswer> MergeAsync(ChannelReader<SourceAnswer> answers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await answers.WaitToReadAsync(cancellationToken))
        {
            List<SourceEvent> events = [];
            var malformed = 0;
            SourceRefusal? refusal = null;
            while (refusal is null && events.Count < MostEventsOfPage && answers.TryRead(out var answer))
            {
                refusal = answer as SourceRefusal;
                if (answer is SourcePage page)
                {
                    events.AddRange(page.Events);
                    malformed += page.MalformedItems;
                }
            }

            if (events.Count > 0 || malformed > 0)
                yield return new SourcePage(events, Cursor: null, More: false) { MalformedItems = malformed };
            if (refusal is not null)
                yield return refusal;
        }
    }

    private async Task ListenToAllAsync(Uri server, ChannelWriter<SourceAnswer> answers, CancellationTokenSource closing)
    {
        var listeners = StreamSubscription.Of(options).Select(subscription => ListenAsync(server, subscription, answers, closing)).ToList();
        try
        {
            await Task.WhenAll(listeners);
        }
        finally
        {
            answers.Complete();
        }
    }

    private async Task ListenAsync(Uri server, StreamSubscription subscription, ChannelWriter<SourceAnswer> answers, CancellationTokenSource closing)
    {
        using var connection = new StreamConnection(api, options, setup.Time);
        try
        {
            if (await ListenAsync(connection, server, subscription, answers, closing.Token) is { } refusal)
                await answers.WriteAsync(refusal, closing.Token);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // Another stream ended, or the caller stops.
        }
        finally
        {
            await connection.CloseAsync();
            await closing.CancelAsync();
        }
    }

    private async Task<SourceRefusal?> ListenAsync(
        StreamConnection connection, Uri server, StreamSubscription subscription, ChannelWriter<SourceAnswer> answers, CancellationToken cancellationToken)
    {
        if (await connection.ConnectAsync(server, subscription, cancellationToken) is { } refused)
            return refused;
        var frame = new ArrayBufferWriter<byte>();
        while (true)
        {
            if (await connection.ReadAsync(frame, cancellationToken) is { } end)
                return end.Refusal;
            var answer = _frames.Read(frame.WrittenMemory, subscription);
            if (answer is SourceRefusal refusal)
                return refusal;
            if (answer is not null)
                await answers.WriteAsync(answer, cancellationToken);
        }
    }
}
