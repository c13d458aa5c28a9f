using System.Net;
using Polly;
using Polly.Timeout;

namespace Vigie.Collector.Http;

/// <summary>Which outcomes pass by themselves, and which announce a wait.</summary>
internal static class PassingFaults
{
    /// <summary>True for what counts towards the circuit and may be tried again.</summary>
    public static bool Has(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException { InnerException: PrivatePlaceException } } => false,
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        // The connect time-out of the socket handler comes as a cancellation nobody asked for.
        { Exception: TaskCanceledException { InnerException: TimeoutException } } => true,
        { Result: { } response } => IsPassing(response),
        _ => false,
    };

    /// <summary>
    /// The wait that an answer asks for; null when it asks for none. A 503 must say <c>Retry-After</c>: some platforms send the reset of their window
    /// with every answer, and a window of 15 minutes is no reason to wait so long after a passing fault.
    /// </summary>
    public static TimeSpan? AnnouncedWait(HttpResponseMessage? response, DateTimeOffset now) => response switch
    {
        { StatusCode: HttpStatusCode.TooManyRequests } or { StatusCode: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter: not null } =>
            AnnouncedLimit.Until(response.Headers, now) - now,
        _ => null,
    };

    private static bool IsPassing(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.RequestTimeout => true,
        HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported => false,
        HttpStatusCode.ServiceUnavailable => response.Headers.RetryAfter is null,
        var status => (int)status >= 500,
    };
}
