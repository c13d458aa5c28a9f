using Vigie.Review.Status;

namespace Vigie.UnitTests.Review;

public sealed class WindowCountTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);
    private readonly List<(string Key, DateTimeOffset At)> _rows = [];
    private readonly List<DateTimeOffset> _readFrom = [];
    private readonly WindowCount _count = new(TimeSpan.FromDays(1), TimeSpan.FromMinutes(5));

    [Fact]
    public async Task Counts_by_key_what_lies_inside_the_window()
    {
        _rows.AddRange([("a", Start.AddHours(-25)), ("a", Start.AddHours(-23)), ("a", Start.AddMinutes(-1)), ("b", Start.AddHours(-2))]);

        var totals = await TotalsAsync(Start);

        totals.OrderBy(pair => pair.Key).ShouldBe([new("a", 2), new("b", 1)]);
    }

    [Fact]
    public async Task A_further_look_reads_the_last_minutes_only()
    {
        _rows.Add(("a", Start.AddHours(-3)));
        await TotalsAsync(Start);
        _readFrom.Clear();

        _rows.Add(("a", Start.AddSeconds(1)));
        (await TotalsAsync(Start.AddSeconds(2)))["a"].ShouldBe(2);

        _readFrom.ShouldHaveSingleItem().ShouldBeGreaterThanOrEqualTo(Start.AddMinutes(-20));
    }

    [Fact]
    public async Task What_leaves_the_window_is_counted_no_more()
    {
        _rows.AddRange([("a", Start.AddHours(-12)), ("a", Start.AddMinutes(-1))]);
        await TotalsAsync(Start);

        (await TotalsAsync(Start.AddHours(12).AddMinutes(16)))["a"].ShouldBe(1);
        (await TotalsAsync(Start.AddHours(24).AddMinutes(16))).Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_night_without_a_look_the_whole_window_is_there_again()
    {
        await TotalsAsync(Start);
        _rows.AddRange([("a", Start.AddHours(6)), ("a", Start.AddDays(2))]);

        (await TotalsAsync(Start.AddDays(2).AddHours(1)))["a"].ShouldBe(1);
    }

    [Fact]
    public async Task A_row_that_becomes_visible_late_is_still_counted_once()
    {
        await TotalsAsync(Start);
        _rows.Add(("a", Start.AddMinutes(-4)));

        (await TotalsAsync(Start.AddSeconds(2)))["a"].ShouldBe(1);
        (await TotalsAsync(Start.AddHours(1)))["a"].ShouldBe(1);
    }

    private Task<IReadOnlyDictionary<string, long>> TotalsAsync(DateTimeOffset now) => _count.TotalsAsync(now, (from, to) =>
    {
        _readFrom.Add(from);
        return Task.FromResult<IReadOnlyDictionary<string, long>>(_rows
            .Where(row => row.At >= from && (to is null || row.At < to))
            .GroupBy(row => row.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.LongCount(), StringComparer.Ordinal));
    });
}
