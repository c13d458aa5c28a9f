using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Vigie.Fakes.Servers;

/// <summary>A receiver of Standard Webhooks on loopback that verifies the signature by itself: a call that is not signed well is answered with 401.</summary>
public sealed class FakeWebhookReceiver : IAsyncDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _scripted = new();

    private FakeWebhookReceiver(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public static string Secret => "whsec_" + Convert.ToBase64String(Key);

    /// <summary>Calls with a good signature, in order.</summary>
    public ConcurrentQueue<ReceivedWebhook> Calls { get; } = new();

    /// <summary>Completes when the first good call is in, before it is answered.</summary>
    public TaskCompletionSource FirstCall { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<FakeWebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new FakeWebhookReceiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        receiver.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook");
        return receiver;
    }

    /// <summary>Answers the next good call so, after it was captured.</summary>
    public FakeWebhookReceiver AnswerNext(int status, params (string Name, string Value)[] headers) => AnswerNext(context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        return Task.CompletedTask;
    });

    public FakeWebhookReceiver AnswerNext(Func<HttpContext, Task> answer)
    {
        _scripted.Enqueue(answer);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        var (id, timestamp) = (headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString());
        var signed = Encoding.UTF8.GetBytes($"{id}.{timestamp}.").Concat(body.ToArray()).ToArray();
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key, signed));
        if (headers["webhook-signature"].ToString() != expected)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        Calls.Enqueue(new ReceivedWebhook(id, timestamp, Encoding.UTF8.GetString(body.ToArray()), string.Join('\n', headers.Select(header => $"{header.Key}: {header.Value}"))));
        FirstCall.TrySetResult();
        if (_scripted.TryDequeue(out var answer))
            await answer(context);
    }
}
