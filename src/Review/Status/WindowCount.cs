namespace Vigie.Review.Status;

/// <summary>
/// Counts by key over a moving window of time. What was counted once is kept by the quarter of an hour, so that each further look reads the last
/// minutes only, however many rows the window holds. See <see cref="IncrementalCount"/> for why the last minutes are read again.
/// </summary>
internal sealed class WindowCount(TimeSpan window, TimeSpan settle)
{
    private static readonly TimeSpan Slot = TimeSpan.FromMinutes(15);
    private readonly Queue<(DateTimeOffset From, IReadOnlyDictionary<string, long> Counts)> _slots = new();
    private DateTimeOffset _countedTo = DateTimeOffset.MinValue;

    /// <summary>The counts now; the oldest part goes a quarter of an hour at a time.</summary>
    /// <param name="now">Now.</param>
    /// <param name="countAsync">Counts rows by key from (included) to (excluded; null: no end).</param>
    public async Task<IReadOnlyDictionary<string, long>> TotalsAsync(
        DateTimeOffset now, Func<DateTimeOffset, DateTimeOffset?, Task<IReadOnlyDictionary<string, long>>> countAsync)
    {
        var start = now - window;
        while (_slots.TryPeek(out var oldest) && oldest.From + Slot <= start)
            _slots.Dequeue();

        // A jump of the clock backwards leaves what was counted; a long pause leaves nothing of it.
        var settled = now - settle;
        for (var from = _countedTo > start ? _countedTo : start; from + Slot <= settled; from += Slot)
        {
            _slots.Enqueue((from, await countAsync(from, from + Slot)));
            _countedTo = from + Slot;
        }

        var totals = new Dictionary<string, long>(await countAsync(_countedTo > start ? _countedTo : start, null), StringComparer.Ordinal);
        foreach (var (key, count) in _slots.SelectMany(slot => slot.Counts))
            totals[key] = totals.GetValueOrDefault(key) + count;
        return totals;
    }
}
