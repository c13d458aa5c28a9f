using System.Text.Json;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>
/// Asks a server: one call gives one page of one timeline, in turn, until all are drained; then what was seen is read again when it is due.
/// </summary>
/// <remarks>
/// Whose turn it is stays in memory, the positions are in the cursor. So a timeline that is refused does not stop the others after it, and a process that
/// begins anew, or another one, only begins a new round.
/// </remarks>
internal sealed class MastodonSource(MastodonApi api, BrandIdentity brand, StatusSweep sweep, MastodonOptions options, TimeProvider time) : ISource
{
    private readonly IReadOnlyList<Timeline> _timelines = Timeline.Of(options);
    private readonly StatusReader _reader = new(brand, options.PrivateMentions);
    private readonly Queue<Timeline> _turns = new();
    private bool _sweeping;

    public async Task<SourceAnswer> CollectAsync(string? cursor, CancellationToken cancellationToken)
    {
        if (MastodonCursor.TryRead(cursor) is not { } saved)
            return new Malformed("the saved cursor is not one of this source");
        if (await brand.LearnAsync(cancellationToken) is { } refusal)
            return refusal;
        return _sweeping ? await SweepAsync(saved, cancellationToken) : await ReadTimelineAsync(saved, cancellationToken);
    }

    private async Task<SourceAnswer> ReadTimelineAsync(MastodonCursor saved, CancellationToken cancellationToken)
    {
        if (_turns.Count == 0)
        {
            foreach (var each in _timelines)
                _turns.Enqueue(each);
        }

        var timeline = _turns.Dequeue();
        var position = saved.Positions.GetValueOrDefault(timeline.Key) ?? new TimelinePosition();
        var answer = await api.GetAsync(timeline.Path + position.Query, cancellationToken);
        if (!answer.IsGood)
            return Refused(timeline, answer.Refused(api, timeline.Scope));
        if (answer.Json.ValueKind != JsonValueKind.Array)
            return Refused(timeline, new Malformed("the answer is not a list"));

        var page = TimelinePage.Read(timeline, answer, _reader);
        var (next, more) = position.After(page);
        if (more)
            _turns.Enqueue(timeline);

        var cursor = new MastodonCursor
        {
            Positions = _timelines
                .Where(each => each.Key == timeline.Key || saved.Positions.ContainsKey(each.Key))
                .ToDictionary(each => each.Key, each => each.Key == timeline.Key ? next : saved.Positions[each.Key], StringComparer.Ordinal),
            Tracked = sweep.Track(saved.Tracked, page.Posts),
        };
        _sweeping = _turns.Count == 0 && sweep.IsDue(cursor.Tracked);
        return Page(page.Posts, cursor, page.Malformed);
    }

    private async Task<SourceAnswer> SweepAsync(MastodonCursor saved, CancellationToken cancellationToken)
    {
        // Should this one be refused, the next call begins with new posts again.
        _sweeping = false;
        var result = await sweep.RunAsync(saved.Tracked, _reader, cancellationToken);
        if (result.Refusal is { } refusal)
            return refusal;
        var cursor = saved with { Tracked = result.Tracked };
        _sweeping = sweep.IsDue(cursor.Tracked);
        return Page(result.Events, cursor, result.Malformed);
    }

    private SourcePage Page(IReadOnlyList<SourceEvent> events, MastodonCursor cursor, int malformed) =>
        new(events, cursor.Write(), More: _turns.Count > 0 || _sweeping, CurrentBudget()) { MalformedItems = malformed };

    private RateBudget? CurrentBudget() => api.Budget is { } budget && budget.ResetsAt > time.GetUtcNow() ? budget : null;

    private SourceRefusal Refused(Timeline timeline, SourceRefusal refusal)
    {
        // A limit concerns all timelines alike: this one keeps its turn. Any other refusal must not bring the others to a stop.
        if (refusal is RateLimited)
            _turns.Enqueue(timeline);
        return refusal;
    }
}
