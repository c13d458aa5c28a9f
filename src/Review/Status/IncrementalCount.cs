namespace Vigie.Review.Status;

/// <summary>
/// A total of a table that only grows at its end: what was counted once is not counted again. Rows become visible a moment after the time they carry
/// (their transaction was still open), so the last minutes are counted each time and only what is older is kept.
/// </summary>
internal sealed class IncrementalCount(TimeSpan settle)
{
    private DateTimeOffset _countedTo = DateTimeOffset.MinValue;
    private long _settled;

    /// <summary>The total now.</summary>
    /// <param name="now">Now.</param>
    /// <param name="countAsync">Counts rows from (included) to (excluded; null: no end).</param>
    public async Task<long> TotalAsync(DateTimeOffset now, Func<DateTimeOffset, DateTimeOffset?, Task<long>> countAsync)
    {
        var to = now - settle;
        if (to > _countedTo)
        {
            _settled += await countAsync(_countedTo, to);
            _countedTo = to;
        }

        return _settled + await countAsync(_countedTo, null);
    }
}
