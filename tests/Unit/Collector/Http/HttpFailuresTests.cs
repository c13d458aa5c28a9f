using System.Net;
using Vigie.Collector.Http;
using Vigie.Collector.Sources;

namespace Vigie.UnitTests.Collector.Http;

public sealed class HttpFailuresTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(304)]
    public void A_good_answer_is_no_refusal(int status) => Of(status).ShouldBeNull();

    [Theory]
    [InlineData(301, typeof(Transient))]
    [InlineData(400, typeof(Transient))]
    [InlineData(401, typeof(ExpiredCredentials))]
    [InlineData(403, typeof(ExpiredCredentials))]
    [InlineData(404, typeof(Transient))]
    [InlineData(410, typeof(Gone))]
    [InlineData(429, typeof(RateLimited))]
    [InlineData(500, typeof(Transient))]
    [InlineData(503, typeof(Transient))]
    public void Each_status_has_its_meaning(int status, Type meaning) => Of(status).ShouldBeOfType(meaning);

    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(503)]
    public void A_status_that_says_when_to_come_back_is_a_limit(int status)
    {
        var refusal = Of(status, "60");

        refusal.ShouldBeOfType<RateLimited>().Until.ShouldBe(Now.AddSeconds(60));
    }

    [Fact]
    public void The_reason_of_a_broken_connection_does_not_carry_the_address()
    {
        var exception = new HttpRequestException(HttpRequestError.ConnectionError, "no route to https://api.example/?access_token=abc");

        HttpFailures.RefusalOf(exception, Now).ShouldBeOfType<Transient>().Reason.ShouldBe("no answer: ConnectionError");
    }

    [Fact]
    public void A_bug_is_no_refusal() => HttpFailures.RefusalOf(new InvalidOperationException("bug"), Now).ShouldBeNull();

    private static SourceRefusal? Of(int status, string? retryAfter = null)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        if (retryAfter is not null)
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return HttpFailures.RefusalOf(new HttpAnswer(response.StatusCode, response.Headers, response.Content.Headers, new Uri("https://api.example"), [], []), Now);
    }
}
