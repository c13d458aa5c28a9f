using Vigie.Review.Status;

namespace Vigie.UnitTests.Review;

public sealed class IncrementalCountTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);
    private readonly List<DateTimeOffset> _rows = [];
    private readonly List<DateTimeOffset> _readFrom = [];
    private readonly IncrementalCount _count = new(TimeSpan.FromMinutes(5));

    [Fact]
    public async Task Counts_everything_at_first_and_then_only_what_is_not_settled()
    {
        _rows.AddRange([Start.AddDays(-300), Start.AddHours(-1), Start.AddMinutes(-1)]);
        (await TotalAsync(Start)).ShouldBe(3);

        _readFrom.Clear();
        _rows.Add(Start.AddMinutes(9));
        (await TotalAsync(Start.AddMinutes(10))).ShouldBe(4);

        _readFrom.ShouldAllBe(from => from >= Start.AddMinutes(-5));
    }

    [Fact]
    public async Task A_row_that_becomes_visible_late_is_still_counted_once()
    {
        await TotalAsync(Start);

        _rows.Add(Start.AddMinutes(-4));

        (await TotalAsync(Start.AddSeconds(2))).ShouldBe(1);
        (await TotalAsync(Start.AddMinutes(30))).ShouldBe(1);
        (await TotalAsync(Start.AddMinutes(60))).ShouldBe(1);
    }

    [Fact]
    public async Task A_clock_that_jumps_back_counts_nothing_twice()
    {
        _rows.AddRange([Start.AddHours(-2), Start.AddMinutes(-20)]);
        await TotalAsync(Start);

        (await TotalAsync(Start.AddHours(-1))).ShouldBe(2);
        (await TotalAsync(Start)).ShouldBe(2);
    }

    [Fact]
    public async Task A_count_that_fails_leaves_the_total_as_it_was()
    {
        _rows.Add(Start.AddHours(-1));
        await TotalAsync(Start);

        await Should.ThrowAsync<InvalidOperationException>(_count.TotalAsync(Start.AddMinutes(10), (_, _) => throw new InvalidOperationException()));

        (await TotalAsync(Start.AddMinutes(10))).ShouldBe(1);
    }

    private Task<long> TotalAsync(DateTimeOffset now) => _count.TotalAsync(now, (from, to) =>
    {
        _readFrom.Add(from);
        return Task.FromResult(_rows.LongCount(row => row >= from && (to is null || row < to)));
    });
}
