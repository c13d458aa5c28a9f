using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Vigie.Collector.Http;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>Calls to the server: address, token, JSON, budget.</summary>
internal sealed class MastodonApi(SourceHttpClient http, MastodonOptions options, TimeProvider time)
{
    private readonly string _root = options.Server!.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>There should be a token, and it cannot be sent.</summary>
    public static SourceRefusal UnusableToken { get; } = new ExpiredCredentials("the access token, or the file that should hold it, is empty or cannot be read");

    /// <summary>Calls that the server still allowed at the last answer that said so.</summary>
    public RateBudget? Budget { get; private set; }

    public bool HasToken => options.HasToken;

    /// <summary>Asks for JSON. A refusal is returned for no answer and for a body that is no JSON; any status comes back as it is.</summary>
    /// <param name="pathAndQuery">From the slash on.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<MastodonAnswer> GetAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        if (!TryAuthorize(out var authorization))
            return new MastodonAnswer(UnusableToken);

        // GetJsonAsync sends Accept: application/json; without it GoToSocial answers errors in HTML.
        var outcome = await http.GetJsonAsync(new Uri(_root + pathAndQuery), authorization, cancellationToken);
        if (!outcome.IsAnswered)
            return new MastodonAnswer(outcome.Refusal);

        var answer = outcome.Answer;
        Budget = AnnouncedLimit.Budget(answer.Headers, time.GetUtcNow()) ?? Budget;
        if ((int)answer.Status is < 200 or >= 300)
            return new MastodonAnswer(answer, default);
        return TryParse(answer.Body) is { } json
            ? new MastodonAnswer(answer, json)
            : new MastodonAnswer(new Malformed("the answer is not JSON"));
    }

    /// <summary>What an answer of another status than 2xx means.</summary>
    public SourceRefusal RefusalOf(HttpAnswer answer, string scope) => (int)answer.Status switch
    {
        401 when !HasToken => new ExpiredCredentials($"HTTP 401: the server shows this only with an access token ({scope})"),
        401 => new ExpiredCredentials("HTTP 401: the access token is not accepted"),
        403 => new ExpiredCredentials($"HTTP 403: the scope {scope} is missing, or the account may not use it"),
        // A hashtag nobody uses is an empty list; so this is a server without that call, not a page that is gone (that is 410).
        404 => new Transient("HTTP 404: the server does not know this call"),
        _ => http.RefusalOf(answer) ?? new Malformed($"HTTP {(int)answer.Status} without a body that can be read"),
    };

    /// <summary>The header that carries the token; null without one.</summary>
    /// <returns>False for <see cref="UnusableToken"/>.</returns>
    public bool TryAuthorize(out AuthenticationHeaderValue? authorization)
    {
        authorization = null;
        if (!HasToken)
            return true;
        var token = (options.AccessToken?.Reveal() ?? ReadTokenFile(options.AccessTokenFile!))?.Trim();
        // A line break inside would be refused by the header, with the token in the exception's message.
        if (string.IsNullOrEmpty(token) || token.Any(character => character is <= ' ' or > '~'))
            return false;
        authorization = new AuthenticationHeaderValue("Bearer", token);
        return true;
    }

    private static string? ReadTokenFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static JsonElement? TryParse(byte[] body)
    {
        try
        {
            // One bad byte in one post must not cost the other posts of the page.
            var valid = Utf8.IsValid(body) ? body : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body));
            return JsonElement.Parse(valid);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
