using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vigie.Collector.Inbound;
using Vigie.Collector.Intake;
using Vigie.Core.Configuration;
using Vigie.Fakes.Clocks;

namespace Vigie.IntegrationTests.Collector.Inbound;

/// <summary>The endpoint on a real server on loopback, with one source <c>livechat</c>, and a sender that signs.</summary>
internal sealed class InboundHost : IAsyncDisposable, IInboundSources
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public const string NextSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly WebApplication _app;
    private readonly HttpClient _sender = new();

    /// <param name="intake">What saves; null for one in memory.</param>
    public InboundHost(IMentionIntake? intake = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<IInboundSources>(this);
        builder.Services.AddSingleton(intake ?? Intake);
        builder.Services.AddVigieInbound();
        _app = builder.Build();
        _app.MapVigieInbound();
    }

    public ManualClock Clock { get; } = new();

    public IntakeInMemory Intake { get; } = new();

    public InboundOptions Options { get; } = new() { Platform = "inbound", Secrets = [new Secret(Secret)] };

    public IServiceProvider Services => _app.Services;

    public async Task StartAsync()
    {
        await _app.StartAsync();
        _sender.BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public InboundOptions? Find(string source) => source == "livechat" ? Options : null;

    /// <summary>Sends a signed call; the arguments are what a test wants otherwise.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        byte[] body, string id = "msg_1", TimeSpan age = default, string[]? secrets = null, string source = "livechat", string? signature = null, bool isChunked = false)
    {
        var timestamp = (Clock.GetUtcNow() - age).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        signature ??= string.Join(' ', (secrets ?? [Secret]).Select(secret => WebhookSignature.Sign(WebhookKey.Parse(secret)!, id, timestamp, body)));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/inbound/{source}") { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("webhook-signature", signature);
        return await SendAsync(request);
    }

    public Task<HttpResponseMessage> SendAsync(string body, string id = "msg_1") => SendAsync(Encoding.UTF8.GetBytes(body), id);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _sender.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        _sender.Dispose();
        await _app.DisposeAsync();
    }
}
