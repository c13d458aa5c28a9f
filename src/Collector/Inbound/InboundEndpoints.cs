using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Vigie.Collector.Inbound;

/// <summary>The address that senders call.</summary>
public static class InboundEndpoints
{
    /// <summary>Maps <c>POST /inbound/{source}</c>. The signature is the only credential: no cookie, no session, no anti-forgery token.</summary>
    public static IEndpointConventionBuilder MapVigieInbound(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapPost("/inbound/{source}", (HttpContext context) =>
                context.RequestServices.GetRequiredService<InboundReceiver>().ReceiveAsync(context, (string)context.GetRouteValue("source")!))
            .AllowAnonymous()
            .DisableAntiforgery();
}
