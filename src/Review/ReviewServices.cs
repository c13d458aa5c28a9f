using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;
using Vigie.Review.Status;

namespace Vigie.Review;

/// <summary>Registers the pages.</summary>
public static class ReviewServices
{
    /// <summary>Adds the pages.</summary>
    public static IServiceCollection AddVigieReview(this IServiceCollection services)
    {
        services.TryAddSingleton<StatusCounts>();
        services.AddRazorPages(pages => pages.Conventions.AddPageRoute("/Status/Index", "/")).AddApplicationPart(typeof(ReviewServices).Assembly);
        // Razor Pages bring data protection for antiforgery and cookies. These pages have neither, so no key is made, kept or warned about at start.
        foreach (var keys in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            services.Remove(keys);
        return services;
    }

    /// <summary>Maps the pages, their counts as JSON and their assets.</summary>
    public static void MapVigieReview(this WebApplication app)
    {
        app.Use(next => context => PageHeaders.SetAsync(context, next));
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/assets",
            FileProvider = new EmbeddedFileProvider(typeof(ReviewServices).Assembly, "Vigie.Review.wwwroot"),
            // Asked again each time, answered with 304: an upgrade shows at once.
            OnPrepareResponse = answer => answer.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.MapRazorPages();
        app.MapGet("/status.json", async (HttpContext context, StatusCounts counts) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return await counts.NowAsync(context.RequestAborted) is { } status ? Results.Json(status) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        });
    }
}
