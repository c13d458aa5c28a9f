using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Vigie.Collector.Http;
using Vigie.Core.Configuration;

namespace Vigie.Collector.Sources.Bluesky.Pull;

/// <summary>
/// The log-in of one account, kept in memory: made once with the app password, renewed with the refresh token, made anew only when that one
/// is spent too. A refused log-in is remembered: asking again before its pause is over costs no call.
/// </summary>
internal sealed partial class BlueskySession(SourceHttpClient http, BlueskyOptions options, TimeProvider time, ILogger logger)
{
    private readonly LoginBudget _budget = new(time);
    private Secret? _access;
    private Secret? _refresh;
    private SourceRefusal? _lastRefusal;

    /// <summary>The account; null before the first log-in.</summary>
    public string? Did { get; private set; }

    public AuthenticationHeaderValue? Authorization => Bearer(_access);

    /// <summary>Signs in unless that is done.</summary>
    /// <returns>Null when there is a session.</returns>
    public async Task<SourceRefusal?> SignInAsync(CancellationToken cancellationToken)
    {
        if (_access is not null)
            return null;
        if (_budget.BlockedUntil() is { } until)
            return _lastRefusal as ExpiredCredentials ?? (SourceRefusal)new RateLimited(until, "no further log-in before its pause is over");
        if (await PasswordAsync(cancellationToken) is not { } password)
            return Refuse(new ExpiredCredentials("the app password cannot be read from its file"));

        _budget.Spend();
        using var request = Post("com.atproto.server.createSession");
        request.Content = JsonContent.Create(new { identifier = options.Identifier, password = password.Reveal() });
        var refusal = Take(await SendAsync(request, cancellationToken));
        if (refusal is not null)
            return Refuse(refusal);
        _budget.Succeeded();
        _lastRefusal = null;
        Log.SignedIn(logger);
        return null;
    }

    /// <summary>Renews an expired session with the refresh token; signs in anew when that one is refused.</summary>
    /// <returns>Null when there is a fresh session.</returns>
    public async Task<SourceRefusal?> RenewAsync(CancellationToken cancellationToken)
    {
        if (_refresh is null)
            return await SignInAsync(cancellationToken);
        using var request = Post("com.atproto.server.refreshSession");
        request.Headers.Authorization = Bearer(_refresh);
        var refusal = Take(await SendAsync(request, cancellationToken));
        if (refusal is not ExpiredCredentials)
            return refusal;
        Log.RefreshTokenSpent(logger);
        Forget();
        return await SignInAsync(cancellationToken);
    }

    /// <summary>Drops tokens that the server does not know.</summary>
    public void Forget() => _access = _refresh = null;

    private SourceRefusal Refuse(SourceRefusal refusal)
    {
        _budget.Failed();
        return _lastRefusal = refusal;
    }

    private SourceRefusal? Take(XrpcAnswer answer)
    {
        if (answer.Refusal is not null)
            return answer.Refusal;
        var (access, refresh, did) = (Token(answer.Body, "accessJwt"), Token(answer.Body, "refreshJwt"), answer.Body.Text("did"));
        if (access is null || refresh is null || !AtUri.IsDid(did))
            return new Malformed("the session lacks a token or the account");
        (_access, _refresh, Did) = (access, refresh, did);
        return null;
    }

    // A token goes into a header: only visible ASCII can.
    private static Secret? Token(JsonElement body, string name) =>
        body.Text(name) is { Length: > 0 } token && token.All(character => character is > ' ' and <= '~') ? new Secret(token) : null;

    private static AuthenticationHeaderValue? Bearer(Secret? token) => token is null ? null : new AuthenticationHeaderValue("Bearer", token.Reveal());

    private HttpRequestMessage Post(string method) => new(HttpMethod.Post, new Uri(options.Service, $"/xrpc/{method}"));

    private async Task<XrpcAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var outcome = await http.SendAsync(request, cancellationToken);
        return outcome.IsAnswered ? XrpcErrors.Read(outcome.Answer, http, time.GetUtcNow()) : XrpcAnswer.Refused(outcome.Refusal);
    }

    private async Task<Secret?> PasswordAsync(CancellationToken cancellationToken)
    {
        if (options.AppPassword is not null)
            return options.AppPassword;
        try
        {
            var text = (await File.ReadAllTextAsync(options.AppPasswordFile!, cancellationToken)).Trim(); // the rules demand one of the two
            return text.Length == 0 ? null : new Secret(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2501, LogLevel.Information, "Signed in to Bluesky with the app password")]
        public static partial void SignedIn(ILogger logger);

        [LoggerMessage(2502, LogLevel.Information, "The refresh token is spent; signing in with the app password")]
        public static partial void RefreshTokenSpent(ILogger logger);
    }
}
