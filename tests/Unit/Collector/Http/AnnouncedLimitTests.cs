using System.Globalization;
using Vigie.Collector.Http;

namespace Vigie.UnitTests.Collector.Http;

public sealed class AnnouncedLimitTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("x-rate-limit-reset", "1795342500", 900)] // X: epoch seconds
    [InlineData("RateLimit-Reset", "1795341660", 60)] // Bluesky: epoch seconds
    [InlineData("X-RateLimit-Reset", "2026-11-22T10:05:00.000000Z", 300)] // Mastodon: ISO 8601
    [InlineData("X-RateLimit-Reset", "2026-11-22T11:05:00+01:00", 300)]
    [InlineData("X-RateLimit-Reset", "1795341900", 300)] // GoToSocial: epoch seconds
    [InlineData("X-Ratelimit-Reset", "417", 417)] // Reddit: seconds to go
    [InlineData("X-Ratelimit-Reset", "417.0", 417)] // Reddit writes decimals
    [InlineData("Retry-After", "30", 30)] // Discourse, Bluesky: seconds
    [InlineData("Retry-After", "1.5", 1.5)]
    [InlineData("Retry-After", "Sun, 22 Nov 2026 10:02:00 GMT", 120)]
    [InlineData("X-Business-Use-Case-Usage", """{"1784":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":28}]}""", 28 * 60)] // Meta: minutes
    [InlineData("X-App-Usage", """{"call_count":100,"estimated_time_to_regain_access":5}""", 300)]
    public void Reads_every_form_in_which_a_platform_announces_a_wait(string header, string value, double seconds)
    {
        using var response = With((header, value));

        AnnouncedLimit.Until(response.Headers, Now).ShouldBe(Now.AddSeconds(seconds));
    }

    [Fact]
    public void Says_nothing_where_the_platform_says_nothing()
    {
        using var response = With();

        AnnouncedLimit.Until(response.Headers, Now).ShouldBeNull();
        AnnouncedLimit.Budget(response.Headers, Now).ShouldBeNull();
    }

    [Theory]
    [InlineData("Retry-After", "864000", 24 * 3600)]
    [InlineData("X-RateLimit-Reset", "2027-11-22T10:05:00Z", 24 * 3600)]
    [InlineData("x-rate-limit-reset", "9999999999", 24 * 3600)]
    [InlineData("x-rate-limit-reset", "1000000000", 0)]
    [InlineData("X-RateLimit-Reset", "2026-11-22T09:05:00Z", 0)]
    [InlineData("X-Business-Use-Case-Usage", """{"1":[{"estimated_time_to_regain_access":1e300}]}""", 24 * 3600)]
    public void Keeps_the_wait_between_now_and_a_day(string header, string value, double seconds)
    {
        using var response = With((header, value));

        AnnouncedLimit.Until(response.Headers, Now).ShouldBe(Now.AddSeconds(seconds));
    }

    [Theory]
    [InlineData("Retry-After", "soon")]
    [InlineData("Retry-After", "-5")]
    [InlineData("Retry-After", "NaN")]
    [InlineData("x-rate-limit-reset", "")]
    [InlineData("x-rate-limit-reset", "-1")]
    [InlineData("x-rate-limit-reset", "NaN")]
    [InlineData("x-rate-limit-reset", "Infinity")]
    [InlineData("x-rate-limit-reset", "1e300")]
    [InlineData("x-rate-limit-reset", "50000000")] // neither seconds to go nor an epoch
    [InlineData("x-rate-limit-reset", "12/11")]
    [InlineData("x-rate-limit-reset", "Tuesday")]
    [InlineData("X-App-Usage", "{")]
    [InlineData("X-App-Usage", "[[[[")]
    [InlineData("X-App-Usage", """{"estimated_time_to_regain_access":-3}""")]
    [InlineData("X-App-Usage", """{"estimated_time_to_regain_access":"28"}""")]
    [InlineData("X-App-Usage", """{"call_count":100}""")]
    public void Takes_no_wait_from_what_it_cannot_read(string header, string value)
    {
        using var response = With((header, value));

        AnnouncedLimit.Until(response.Headers, Now).ShouldBeNull();
    }

    [Fact]
    public void Retry_after_goes_before_the_window_of_the_platform()
    {
        using var response = With(("x-rate-limit-reset", "900"), ("Retry-After", "3"));

        AnnouncedLimit.Until(response.Headers, Now).ShouldBe(Now.AddSeconds(3));
    }

    [Theory]
    [InlineData("x-rate-limit-remaining", "x-rate-limit-reset", "74", 74)]
    [InlineData("RateLimit-Remaining", "RateLimit-Reset", "2999", 2999)]
    [InlineData("X-Ratelimit-Remaining", "X-Ratelimit-Reset", "594.5", 594)]
    [InlineData("X-RateLimit-Remaining", "X-RateLimit-Reset", "-4", 0)]
    public void Reads_the_calls_that_are_left(string remaining, string reset, string value, int left)
    {
        using var response = With((remaining, value), (reset, "60"));

        var budget = AnnouncedLimit.Budget(response.Headers, Now).ShouldNotBeNull();
        budget.Remaining.ShouldBe(left);
        budget.ResetsAt.ShouldBe(Now.AddSeconds(60));
    }

    [Theory]
    [InlineData("many", "60")]
    [InlineData("NaN", "60")]
    [InlineData("5", "never")]
    public void Gives_no_budget_of_half_the_facts(string remaining, string reset)
    {
        using var response = With(("x-rate-limit-remaining", remaining), ("x-rate-limit-reset", reset));

        AnnouncedLimit.Budget(response.Headers, Now).ShouldBeNull();
    }

    [Fact]
    public void Reads_numbers_the_same_way_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
            using var response = With(("X-Ratelimit-Reset", "12.5"));

            AnnouncedLimit.Until(response.Headers, Now).ShouldBe(Now.AddSeconds(12.5));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static HttpResponseMessage With(params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        return response;
    }
}
