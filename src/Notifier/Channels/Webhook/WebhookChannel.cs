using System.Globalization;
using System.Net.Http.Headers;
using Vigie.Core.Deliveries;

namespace Vigie.Notifier.Channels.Webhook;

/// <summary>Calls the receiver with a signed JSON body. Redirects are not followed and the answer's body is not read: only its status counts.</summary>
internal sealed class WebhookChannel : IChannel, IDisposable
{
    private readonly HttpClient _client;
    private readonly WebhookOptions _options;
    private readonly TimeProvider _time;

    public WebhookChannel(ChannelSetup setup, WebhookOptions options)
    {
        _options = options;
        _time = setup.Time;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // A name that moves to another machine is followed within minutes.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 32,
        };
        // The caller's token carries the time-out, on the caller's clock.
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Vigie", "0.1"));
    }

    public string Name => "webhook";

    public async Task<DeliveryResult> SendAsync(OutgoingAlert alert, CancellationToken cancellationToken)
    {
        var secret = ReadSecret();
        if (secret is null || WebhookSignature.KeyOf(secret) is not { } key)
            return new DeliveryResult(DeliveryCategory.Configuration, "the signing secret cannot be read");

        var body = WebhookBody.Of(alert);
        var id = alert.DeliveryId.ToString();
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(key, id, timestamp, body));
        return await AskAsync(request, cancellationToken);
    }

    public async Task<DeliveryResult> CheckAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, _options.Url);
        var result = await AskAsync(request, cancellationToken);
        // Receivers of POST rightly refuse HEAD in many ways; that somebody answers is what can be known without telling anything.
        return result.Reason.StartsWith("HTTP 4", StringComparison.Ordinal) ? DeliveryResult.Success("reachable") : result;
    }

    public void Dispose() => _client.Dispose();

    private async Task<DeliveryResult> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return WebhookAnswer.Of(response.StatusCode, response.Headers, _time.GetUtcNow());
        }
        catch (HttpRequestException exception)
        {
            return WebhookAnswer.Of(exception);
        }
    }

    private string? ReadSecret()
    {
        try
        {
            return SecretFile.Read(_options.Secret, _options.SecretFile);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
