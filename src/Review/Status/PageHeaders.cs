using Microsoft.AspNetCore.Http;

namespace Vigie.Review.Status;

/// <summary>What every answer of the pages says to the browser: nothing from elsewhere, nothing inline, no frame, nothing kept.</summary>
internal static class PageHeaders
{
    public static Task SetAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    }
}
