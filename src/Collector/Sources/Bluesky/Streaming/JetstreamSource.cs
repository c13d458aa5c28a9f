using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Vigie.Collector.Sources.Bluesky.Streaming;

/// <summary>
/// Listens to every post of the network and passes on what is ours, in small pages. The cursor moves with them, and every few seconds without
/// them, so that a restart reads seconds again and not hours.
/// </summary>
internal sealed partial class JetstreamSource(JetstreamDialer dialer, JetstreamFilter filter, PostReader reader, BlueskyOptions options, TimeProvider time, ILogger logger)
    : IStreamSource
{
    private static readonly TimeSpan SaveEventsAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SaveCursorAfter = TimeSpan.FromSeconds(5);

    // More than the rewind and a slow network can explain: the server has cut its history (36 hours).
    private static readonly TimeSpan MostSkipped = TimeSpan.FromMinutes(15);

    public static JetstreamSource Create(SourceSetup setup, BlueskyOptions options, Uri endpoint) => new(
        new JetstreamDialer(endpoint, setup.Time),
        new JetstreamFilter(options.JetstreamMatch),
        new PostReader(options.Web, options.JetstreamMatch.Dids),
        options,
        setup.Time,
        setup.Loggers.CreateLogger<JetstreamSource>());

    /// <inheritdoc />
    public async IAsyncEnumerable<SourceAnswer> ReadAsync(string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = JetstreamCursor.Read(cursor);
        if (start is null)
            Log.CursorUnreadable(logger);
        start ??= JetstreamCursor.Start;
        long? from = start.Position is { } position ? JetstreamPosition.Rewound(position, options.JetstreamRewind, start.NotBefore) : null;
        var (connection, refusal) = await dialer.ConnectAsync(from, cancellationToken);
        if (connection is null)
        {
            yield return refusal!; // one of the two is always there
            yield break;
        }

        Log.Connected(logger, from is not null);
        await using (connection)
        {
            await foreach (var answer in ReadAsync(connection, new JetstreamBatch(start, filter, reader), from, cancellationToken))
                yield return answer;
        }
    }

    private async IAsyncEnumerable<SourceAnswer> ReadAsync(
        JetstreamConnection connection, JetstreamBatch batch, long? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var alarm = new Alarm(time);
        var (heardAt, savedAt) = (time.GetUtcNow(), time.GetUtcNow());
        DateTimeOffset? eventsSince = null;
        SourceRefusal? refusal = null;
        var isFirst = true;
        var isOpen = true;
        while (isOpen)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var frame = connection.NextAsync();
            if (!frame.IsCompleted)
            {
                var saveAt = eventsSince is { } since ? since + SaveEventsAfter : batch.HasMoved ? savedAt + SaveCursorAfter : DateTimeOffset.MaxValue;
                var silentAt = heardAt + options.JetstreamSilence;
                await Task.WhenAny(frame, alarm.RingsAt(saveAt < silentAt ? saveAt : silentAt)).WaitAsync(cancellationToken);
            }

            var now = time.GetUtcNow();
            if (frame.IsCompleted)
            {
                (isOpen, refusal) = Take(batch, await frame, now);
                connection.Taken();
                heardAt = now;
                if (isFirst && batch.Position is { } first)
                {
                    WarnIfSkipped(from, first);
                    isFirst = false;
                }
            }
            else if (now - heardAt >= options.JetstreamSilence)
            {
                (isOpen, refusal) = (false, new Transient("the Jetstream was silent for too long"));
            }

            eventsSince = batch.HasEvents ? eventsSince ?? now : null;
            if (batch.IsFull || now - eventsSince >= SaveEventsAfter || (batch.HasMoved && now - savedAt >= SaveCursorAfter) || (!isOpen && (batch.HasEvents || batch.HasMoved)))
            {
                yield return batch.Take();
                (eventsSince, savedAt) = (null, time.GetUtcNow());
                // Saving is our time, not the server's silence.
                heardAt = savedAt;
            }
        }

        if (refusal is not null)
            yield return refusal;
    }

    private static (bool IsOpen, SourceRefusal? Refusal) Take(JetstreamBatch batch, JetstreamFrame frame, DateTimeOffset now)
    {
        switch (frame.Kind)
        {
            case JetstreamFrameKind.Text:
                batch.Add(frame.Bytes, now);
                return (true, null);
            case JetstreamFrameKind.Unusable:
                batch.AddMalformed();
                return (true, null);
            case JetstreamFrameKind.Fault:
                batch.AddFault();
                return (false, new Transient("the Jetstream sent bytes that are not allowed in a text frame"));
            default:
                return (false, null);
        }
    }

    private void WarnIfSkipped(long? from, long first)
    {
        if (from is { } asked && JetstreamPosition.IsTime(asked) && JetstreamPosition.IsTime(first)
            && TimeSpan.FromMicroseconds(first - asked) is var skipped && skipped > MostSkipped)
            Log.Skipped(logger, skipped);
    }

    private static partial class Log
    {
        [LoggerMessage(2521, LogLevel.Information, "Connected to the Jetstream; resumed: {Resumed}")]
        public static partial void Connected(ILogger logger, bool resumed);

        [LoggerMessage(2522, LogLevel.Warning, "The saved cursor of the Jetstream is not readable; reading goes on with what is new")]
        public static partial void CursorUnreadable(ILogger logger);

        [LoggerMessage(2523, LogLevel.Warning, "The Jetstream goes on {Skipped} after the place that was asked for: its history may not reach back so far. Notifications and searches fill what they can")]
        public static partial void Skipped(ILogger logger, TimeSpan skipped);
    }
}
