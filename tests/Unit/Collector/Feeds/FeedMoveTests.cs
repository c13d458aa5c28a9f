using Vigie.Collector.Sources.Feeds;

namespace Vigie.UnitTests.Collector.Feeds;

public sealed class FeedMoveTests
{
    private static readonly Uri New = new("https://example.org/new");
    private static readonly DateOnly Monday = new(2026, 11, 23);

    [Fact]
    public void A_move_is_believed_on_the_third_day()
    {
        var move = FeedMove.After(null, New, Monday);
        move = FeedMove.After(move, New, Monday);
        move = FeedMove.After(move, New, Monday.AddDays(1));
        move!.IsBelieved.ShouldBeFalse();

        FeedMove.After(move, New, Monday.AddDays(2))!.IsBelieved.ShouldBeTrue();
    }

    [Fact]
    public void Another_target_or_none_starts_the_count_anew()
    {
        var move = new FeedMove(New.AbsoluteUri, 2, Monday);

        FeedMove.After(move, new Uri("https://example.org/other"), Monday.AddDays(1))!.Days.ShouldBe(1);
        FeedMove.After(move, null, Monday.AddDays(1)).ShouldBeNull();
    }
}
