using System.Net.Http.Headers;
using System.Security.Cryptography;
using Vigie.Collector.Sources;

namespace Vigie.Collector.Http;

/// <summary>
/// The way out to a platform: every call goes through the source's resilience pipeline (see <see cref="ResilienceHandler"/>), bodies have a size
/// limit, and every failure is a <see cref="SourceRefusal"/>, never an exception.
/// </summary>
/// <param name="client">Client of this source, made by the factory.</param>
/// <param name="limits">Sizes.</param>
/// <param name="time">Clock, for reset times.</param>
public sealed class SourceHttpClient(HttpClient client, HttpLimits limits, TimeProvider time)
{
    /// <summary>Sends a request and reads the body, whatever the status. Passing faults of GET and HEAD are tried again; other methods are sent once.</summary>
    /// <returns>The answer, or the refusal when there was none: no connection, time-out, circuit open, body too large.</returns>
    public async Task<HttpOutcome> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var body = response.Content is ReadBody read
                ? read.Bytes
                : await LimitedBody.ReadAsync(response.Content, limits.MaxBodyBytes, cancellationToken);
            return HttpOutcome.Answered(new HttpAnswer(
                response.StatusCode, response.Headers, response.Content.Headers, response.RequestMessage?.RequestUri ?? request.RequestUri!, body, SHA256.HashData(body)));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (HttpFailures.RefusalOf(exception, time.GetUtcNow()) is { } refusal)
        {
            return HttpOutcome.Refused(refusal);
        }
    }

    /// <summary>Asks for JSON at an address.</summary>
    public async Task<HttpOutcome> GetJsonAsync(Uri address, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Authorization = authorization;
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>The refusal that an answer's status and headers stand for, or null when it is a good one (2xx or 304).</summary>
    public SourceRefusal? RefusalOf(HttpAnswer answer) => HttpFailures.RefusalOf(answer, time.GetUtcNow());
}
