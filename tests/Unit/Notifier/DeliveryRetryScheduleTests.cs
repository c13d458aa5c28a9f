using Vigie.Core.Deliveries;
using Vigie.Fakes.Clocks;
using Vigie.Notifier.Deliveries;

namespace Vigie.UnitTests.Notifier;

public sealed class DeliveryRetryScheduleTests
{
    private readonly ManualClock _clock = new();
    private readonly DeliveryRetrySchedule _schedule = new(new RetryOptions());

    [Theory]
    [InlineData(DeliveryCategory.Transient, 1, 30)]
    [InlineData(DeliveryCategory.Transient, 2, 60)]
    [InlineData(DeliveryCategory.Transient, 6, 960)]
    [InlineData(DeliveryCategory.Transient, 7, 1_800)]
    [InlineData(DeliveryCategory.Transient, 1_000_000, 1_800)]
    [InlineData(DeliveryCategory.Unavailable, 1, 120)]
    [InlineData(DeliveryCategory.Unavailable, 5, 1_920)]
    [InlineData(DeliveryCategory.Unavailable, 6, 3_600)]
    [InlineData(DeliveryCategory.RateLimited, 4, 60)]
    [InlineData(DeliveryCategory.Authentication, 9, 900)]
    [InlineData(DeliveryCategory.Configuration, 1, 900)]
    public void The_pause_depends_on_the_way_of_failing(DeliveryCategory category, int attempts, int seconds)
    {
        var now = _clock.GetUtcNow();

        _schedule.Next(category, attempts, null, now, now).ShouldBe(now + TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void A_permanent_failure_has_no_next_time()
    {
        var now = _clock.GetUtcNow();

        _schedule.Next(DeliveryCategory.Permanent, 1, now + TimeSpan.FromMinutes(1), now, now).ShouldBeNull();
    }

    [Fact]
    public void An_announced_time_wins_unless_it_is_past()
    {
        var now = _clock.GetUtcNow();

        _schedule.Next(DeliveryCategory.RateLimited, 1, now + TimeSpan.FromHours(3), now, now).ShouldBe(now + TimeSpan.FromHours(3));
        _schedule.Next(DeliveryCategory.RateLimited, 1, now - TimeSpan.FromHours(3), now, now).ShouldBe(now + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void The_last_attempt_falls_at_the_greatest_age_and_then_no_more()
    {
        var created = _clock.GetUtcNow();
        var end = created + TimeSpan.FromHours(48);

        _schedule.Next(DeliveryCategory.Unavailable, 60, null, created, end - TimeSpan.FromMinutes(5)).ShouldBe(end);
        _schedule.Next(DeliveryCategory.Unavailable, 61, null, created, end).ShouldBeNull();
    }
}
