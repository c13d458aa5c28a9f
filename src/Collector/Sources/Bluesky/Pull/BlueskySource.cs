using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Vigie.Collector.Sources.Bluesky.Pull;

/// <summary>
/// Reads the account's notifications, its own posts and the searches in turn, one page a call, and sweeps when everything is read. Never marks a
/// notification as seen: that mark belongs to the people who use the account.
/// </summary>
internal sealed partial class BlueskySource(
    IReadOnlyList<PullStream> streams, BlueskyApi api, PostReader reader, PostWatch watch, Sweep sweep, BlueskyOptions options, TimeProvider time, ILogger logger) : ISource
{
    private const int PageSize = 100;

    // A cursor cannot move with a refusal. A stream whose request the server does not take must not keep the others from being read.
    private string? _refusedTurn;

    public static BlueskySource Create(SourceSetup setup, BlueskyOptions options)
    {
        var logger = setup.Loggers.CreateLogger<BlueskySource>();
        var session = options.HasAccount ? new BlueskySession(setup.Http, options, setup.Time, logger) : null;
        var api = new BlueskyApi(setup.Http, options, session, setup.Time);
        var reader = new PostReader(options.Web, options.JetstreamMatch.Dids);
        var watch = new PostWatch(options.SweepPosts);
        var sweep = new Sweep(api, reader, watch, options, setup.Time);
        return new BlueskySource(PullStream.Of(options), api, reader, watch, sweep, options, setup.Time, logger);
    }

    /// <inheritdoc />
    public async Task<SourceAnswer> CollectAsync(string? cursor, CancellationToken cancellationToken)
    {
        var state = BlueskyCursor.Read(cursor);
        if (state is null)
        {
            Log.CursorUnreadable(logger);
            state = new BlueskyCursor();
        }

        if (await api.SignInAsync(cancellationToken) is { } refusal)
            return refusal;
        if (api.Did is { } did)
            reader.AddOwn(did);

        var turn = TurnOf(state);
        var answer = turn == Sweep.Turn
            ? await sweep.StepAsync(state, cancellationToken)
            : await ReadAsync(streams.First(stream => stream.Key == turn), state, cancellationToken);
        _refusedTurn = answer is Malformed ? turn : null;
        return answer;
    }

    private string TurnOf(BlueskyCursor state)
    {
        var turn = state.Turn == Sweep.Turn || streams.Any(stream => stream.Key == state.Turn) ? state.Turn! : streams[0].Key;
        return turn == _refusedTurn ? After(turn, state) ?? streams[0].Key : turn;
    }

    /// <returns>Null when the round is over.</returns>
    private string? After(string turn, BlueskyCursor state)
    {
        if (turn == Sweep.Turn)
            return null;
        var next = streams.TakeWhile(stream => stream.Key != turn).Count() + 1;
        if (next < streams.Count)
            return streams[next].Key;
        return sweep.Begin(state) ? Sweep.Turn : null;
    }

    private async Task<SourceAnswer> ReadAsync(PullStream stream, BlueskyCursor state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var position = state.PositionOf(stream.Key);
        position.Begin(now, options);
        var page = position.Page is { } token ? $"&cursor={Uri.EscapeDataString(token)}" : string.Empty;
        var answer = await api.GetAsync(stream.Method, $"{stream.Query(api.Did, position)}&limit={PageSize}{page}", cancellationToken);
        if (answer.Refusal is Malformed && answer.Error is not null && position.StartAgain())
        {
            Log.PageTokenRefused(logger);
            state.Turn = stream.Key;
            return new SourcePage([], state.Write(), More: true);
        }

        if (answer.Refusal is not null)
            return answer.Refusal;
        if (answer.Body.Member(stream.List).ValueKind != JsonValueKind.Array)
            return new Malformed($"{stream.Method} without its list");

        var (events, times, malformed) = Read(stream, state, answer, now);
        var goesOn = position.Take(times, answer.Body.Text("cursor"), options, now);
        state.Turn = goesOn ? stream.Key : After(stream.Key, state);
        Tidy(state);
        return new SourcePage(events, state.Write(), state.Turn is not null, answer.Budget) { MalformedItems = malformed };
    }

    private (IReadOnlyList<SourceEvent> Events, IReadOnlyList<DateTimeOffset> Times, int Malformed) Read(
        PullStream stream, BlueskyCursor state, XrpcAnswer answer, DateTimeOffset now)
    {
        var events = new List<SourceEvent>();
        var times = new List<DateTimeOffset>();
        var malformed = 0;
        // Newest first in the answer, oldest first for intake: an answer comes after what it answers. Times keep the order of the answer.
        foreach (var item in answer.Body.Items(stream.List).Reverse())
        {
            if (stream.ViewOf(item) is not { } view)
            {
                AddKnown(times, item.Time("indexedAt"));
                continue;
            }

            AddKnown(times, view.Time("indexedAt"));
            if (reader.ReadView(view, answer.Hash, now) is { } post)
                events.Add(watch.Note(state, post, view, now));
            else
                malformed++;
        }

        times.Reverse();
        return (events, times, malformed);
    }

    private static void AddKnown(List<DateTimeOffset> times, DateTimeOffset? time)
    {
        if (time is { } known)
            times.Add(known);
    }

    // Positions of searches that are no longer configured.
    private void Tidy(BlueskyCursor state)
    {
        foreach (var key in state.Streams.Keys.Where(key => streams.All(stream => stream.Key != key)).ToList())
            state.Streams.Remove(key);
    }

    private static partial class Log
    {
        [LoggerMessage(2511, LogLevel.Warning, "The saved cursor is not readable; reading begins anew with the first page")]
        public static partial void CursorUnreadable(ILogger logger);

        [LoggerMessage(2512, LogLevel.Warning, "The server refused a page token; the pass begins again from the newest post, nothing is left out")]
        public static partial void PageTokenRefused(ILogger logger);
    }
}
