using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Vigie.Fakes.Servers;

/// <summary>
/// A platform on loopback, real HTTP over a real socket. Routes are added by the test; a call to any other path is answered with 418 and
/// kept in <see cref="Unexpected"/>, which the test asserts to be empty.
/// </summary>
public sealed class FakePlatform : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _routes = new(StringComparer.Ordinal);

    private FakePlatform(WebApplication app) => _app = app;

    /// <summary>Address of the server, without a trailing slash.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Every call, in order: method, path and query.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Calls that no route answered.</summary>
    public ConcurrentQueue<string> Unexpected { get; } = new();

    public static async Task<FakePlatform> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakePlatform(app);
        app.UseWebSockets();
        app.Run(fake.AnswerAsync);
        await app.StartAsync();
        fake.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return fake;
    }

    /// <summary>Answers a path (without the query), e.g. <c>GET /api/v1/timelines/tag/brand</c>. The last one given wins.</summary>
    public FakePlatform On(string methodAndPath, Func<HttpContext, Task> answer)
    {
        _routes[methodAndPath] = answer;
        return this;
    }

    /// <summary>Answers a path with a fixed status, body and headers.</summary>
    public FakePlatform On(string methodAndPath, int status, string body, string contentType = "application/json", params (string Name, string Value)[] headers) =>
        On(methodAndPath, async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            foreach (var (name, value) in headers)
                context.Response.Headers[name] = value;
            await context.Response.WriteAsync(body);
        });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var call = $"{context.Request.Method} {context.Request.Path}";
        Calls.Enqueue(call + context.Request.QueryString);
        if (_routes.TryGetValue(call, out var answer))
        {
            await answer(context);
            return;
        }

        Unexpected.Enqueue(call + context.Request.QueryString);
        context.Response.StatusCode = StatusCodes.Status418ImATeapot;
    }
}
