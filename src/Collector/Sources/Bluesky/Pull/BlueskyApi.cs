using System.Net.Http.Headers;
using Vigie.Collector.Http;

namespace Vigie.Collector.Sources.Bluesky.Pull;

/// <summary>Calls of the network: signed over the account's server where there is an account, otherwise unsigned over the public one.</summary>
internal sealed class BlueskyApi(SourceHttpClient http, BlueskyOptions options, BlueskySession? session, TimeProvider time)
{
    /// <summary>The account that is signed in.</summary>
    public string? Did => session?.Did;

    /// <returns>Null when calls can be made.</returns>
    public async Task<SourceRefusal?> SignInAsync(CancellationToken cancellationToken) =>
        session is null ? null : await session.SignInAsync(cancellationToken);

    public async Task<XrpcAnswer> GetAsync(string method, string query, CancellationToken cancellationToken)
    {
        if (await SignInAsync(cancellationToken) is { } refusal)
            return XrpcAnswer.Refused(refusal);
        var answer = await SendAsync(method, query, session?.Authorization, cancellationToken);
        if (session is null)
            return answer;

        if (answer.Error == XrpcErrors.ExpiredToken)
        {
            if (await session.RenewAsync(cancellationToken) is { } refused)
                return XrpcAnswer.Refused(refused);
            answer = await SendAsync(method, query, session.Authorization, cancellationToken);
        }

        // The tokens are worth nothing any more: after a human has put it right, the next call signs in anew.
        if (answer.Refusal is ExpiredCredentials)
            session.Forget();
        return answer;
    }

    private async Task<XrpcAnswer> SendAsync(string method, string query, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        var server = session is null ? options.PublicService ?? options.Service : options.Service;
        var outcome = await http.GetJsonAsync(new Uri(server, $"/xrpc/{method}?{query}"), authorization, cancellationToken);
        return outcome.IsAnswered ? XrpcErrors.Read(outcome.Answer, http, time.GetUtcNow()) : XrpcAnswer.Refused(outcome.Refusal);
    }
}
