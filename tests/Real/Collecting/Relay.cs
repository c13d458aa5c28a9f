using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Vigie.RealTests.Collecting;

/// <summary>
/// Stands on the line between a source and a real server: passes everything on as it is, and notes method, path and status. A test may change an
/// answer on its way, to give the source a token that the real server will then find expired.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private static readonly string[] OfOneLine = ["Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length", "Host"];

    private readonly WebApplication _app;
    private readonly HttpClient _upstream;

    private Relay(WebApplication app, Uri upstream)
    {
        _app = app;
        _upstream = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = upstream };
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>E.g. <c>GET /?feed=rss2 304</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Changes the body of an answer, given the path. None by default.</summary>
    public Func<string, byte[], byte[]>? Change { get; set; }

    public static async Task<Relay> StartAsync(Uri upstream)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var relay = new Relay(builder.Build(), upstream);
        relay._app.Run(relay.PassAsync);
        await relay._app.StartAsync();
        relay.Address = new Uri(relay._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _upstream.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var path = context.Request.Path + context.Request.QueryString;
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), path);
        if (context.Request.Method == HttpMethods.Post)
            request.Content = new StreamContent(context.Request.Body);
        // What is to be changed must come unpacked.
        foreach (var (name, values) in context.Request.Headers.Where(header => !OfOneLine.Contains(header.Key, StringComparer.OrdinalIgnoreCase)
            && (Change is null || !string.Equals(header.Key, "Accept-Encoding", StringComparison.OrdinalIgnoreCase))))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        using var answer = await _upstream.SendAsync(request, context.RequestAborted);
        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        body = Change?.Invoke(path, body) ?? body;
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OfOneLine.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            context.Response.Headers.Append(name, values.ToArray());
        Calls.Enqueue($"{context.Request.Method} {path} {(int)answer.StatusCode}");
        if (body.Length > 0)
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
