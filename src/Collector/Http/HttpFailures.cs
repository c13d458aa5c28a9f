using System.Net;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Vigie.Collector.Sources;

namespace Vigie.Collector.Http;

/// <summary>What a failed call means when the platform has no say of its own. Platforms that decide by the body do so before asking here.</summary>
internal static class HttpFailures
{
    public static SourceRefusal? RefusalOf(HttpAnswer answer, DateTimeOffset now)
    {
        var status = (int)answer.Status;
        return answer.Status switch
        {
            HttpStatusCode.NotModified => null,
            _ when status is >= 200 and < 300 => null,
            HttpStatusCode.TooManyRequests => new RateLimited(AnnouncedLimit.Until(answer.Headers, now), "HTTP 429"),
            HttpStatusCode.ServiceUnavailable when answer.Headers.RetryAfter is not null => new RateLimited(AnnouncedLimit.Until(answer.Headers, now), "HTTP 503 with Retry-After"),
            HttpStatusCode.Forbidden when answer.Headers.RetryAfter is not null => new RateLimited(AnnouncedLimit.Until(answer.Headers, now), "HTTP 403 with Retry-After"),
            HttpStatusCode.Unauthorized => new ExpiredCredentials("HTTP 401"),
            HttpStatusCode.Forbidden => new ExpiredCredentials("HTTP 403: a permission is missing"),
            HttpStatusCode.Gone => new Gone("HTTP 410"),
            HttpStatusCode.NotFound => new Transient("HTTP 404"),
            _ => new Transient($"HTTP {status}"),
        };
    }

    /// <returns>Null for an exception that is no failure of the call: a bug.</returns>
    public static SourceRefusal? RefusalOf(Exception exception, DateTimeOffset now) => exception switch
    {
        BrokenCircuitException { RetryAfter: { } pause } => new RateLimited(now + pause, "circuit open after repeated failures"),
        BrokenCircuitException => new Transient("circuit open after repeated failures"),
        TimeoutRejectedException or OperationCanceledException => new Transient("time-out"),
        HttpRequestException { InnerException: PrivatePlaceException } or PrivatePlaceException => new Malformed("an address in a private network"),
        // The type of error, not its message: that would carry the address and with it, for some platforms, a token.
        HttpRequestException request => new Transient($"no answer: {request.HttpRequestError}"),
        IOException => new Transient("the connection broke while the answer was read"),
        BodyTooLargeException tooLarge => new Malformed(tooLarge.Message),
        InvalidDataException => new Malformed("the answer cannot be decompressed"),
        _ => null,
    };
}
