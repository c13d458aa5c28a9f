using System.Net;
using System.Net.Http.Headers;
using Vigie.Core.Deliveries;

namespace Vigie.Notifier.Channels.Webhook;

/// <summary>What an HTTP answer, or the lack of one, means for the delivery.</summary>
internal static class WebhookAnswer
{
    private static readonly TimeSpan LongestAnnounced = TimeSpan.FromHours(24);

    public static DeliveryResult Of(HttpStatusCode status, HttpResponseHeaders headers, DateTimeOffset now)
    {
        var code = (int)status;
        var announced = RetryAfter(headers.RetryAfter, now);
        var reason = $"HTTP {code}";
        return code switch
        {
            >= 200 and < 300 => DeliveryResult.Success(reason),
            >= 300 and < 400 => new DeliveryResult(DeliveryCategory.Configuration, reason + ": redirects are not followed, the address must be changed"),
            401 or 403 => new DeliveryResult(DeliveryCategory.Authentication, reason + ": the signature is refused"),
            404 or 405 => new DeliveryResult(DeliveryCategory.Configuration, reason + ": nothing takes alerts at this address"),
            408 or 425 => new DeliveryResult(DeliveryCategory.Transient, reason),
            410 => new DeliveryResult(DeliveryCategory.Permanent, reason + ": the receiver is gone for good"),
            429 => new DeliveryResult(DeliveryCategory.RateLimited, reason, announced),
            503 when announced is not null => new DeliveryResult(DeliveryCategory.RateLimited, reason, announced),
            >= 400 and < 500 => new DeliveryResult(DeliveryCategory.Permanent, reason + ": the receiver refuses this message"),
            _ => new DeliveryResult(DeliveryCategory.Transient, reason),
        };
    }

    public static DeliveryResult Of(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.ConnectionError => new DeliveryResult(DeliveryCategory.Unavailable, "nobody listens there"),
        HttpRequestError.NameResolutionError => new DeliveryResult(DeliveryCategory.Unavailable, "the name of the machine is not found"),
        HttpRequestError.SecureConnectionError => new DeliveryResult(DeliveryCategory.Configuration, "TLS failed: certificate or protocol is not accepted"),
        // The kind of error, not its message: that would carry the address, which may hold a token.
        _ => new DeliveryResult(DeliveryCategory.Transient, $"no answer: {exception.HttpRequestError}"),
    };

    private static DateTimeOffset? RetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var at = header switch
        {
            { Delta: { } delta } => now + delta,
            { Date: { } date } => date,
            _ => (DateTimeOffset?)null,
        };
        return at > now + LongestAnnounced ? now + LongestAnnounced : at;
    }
}
