using System.Text.Json;
using Vigie.Collector.Http;

namespace Vigie.Collector.Sources.Bluesky.Pull;

/// <summary>What an answer means: by the <c>error</c> of its body, and only without one by its status (an expired token is a 400).</summary>
internal static class XrpcErrors
{
    public const string ExpiredToken = "ExpiredToken";
    public const string InvalidToken = "InvalidToken";
    public const string NotFound = "NotFound";

    public static XrpcAnswer Read(HttpAnswer answer, SourceHttpClient http, DateTimeOffset now)
    {
        var body = LooseJson.Parse(answer.Body);
        if ((int)answer.Status is >= 200 and < 300)
        {
            return body is { ValueKind: JsonValueKind.Object } good
                ? XrpcAnswer.Good(good, answer.BodyHash, AnnouncedLimit.Budget(answer.Headers, now))
                : XrpcAnswer.Refused(new Malformed("the answer is no JSON object"));
        }

        var error = Name(body?.Text("error"));
        return XrpcAnswer.Refused(RefusalOf(error, answer, http, now), error, answer.BodyHash);
    }

    private static SourceRefusal RefusalOf(string? error, HttpAnswer answer, SourceHttpClient http, DateTimeOffset now) => error switch
    {
        ExpiredToken or InvalidToken or "AuthMissing" or "AuthenticationRequired" => new ExpiredCredentials($"{error}: sign in again with a valid app password"),
        "AuthFactorTokenRequired" => new ExpiredCredentials("AuthFactorTokenRequired: use an app password, not the main one"),
        "AccountTakedown" or "AccountDeactivated" or "AccountSuspended" => new ExpiredCredentials($"{error}: the account is out of service"),
        "RateLimitExceeded" => new RateLimited(AnnouncedLimit.Until(answer.Headers, now), error),
        "InvalidRequest" or "BadQueryString" or "MethodNotImplemented" or "XRPCNotSupported" => new Malformed($"{error}: the server does not take this request"),
        _ => http.RefusalOf(answer) ?? new Transient($"HTTP {(int)answer.Status}"),
    };

    // An error's name goes into reasons and logs; what does not look like a name could be anything.
    private static string? Name(string? error) =>
        error is { Length: > 0 and <= 64 } && error.All(char.IsAsciiLetterOrDigit) ? error : null;
}
