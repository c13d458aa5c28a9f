using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        return services;
    }

    /// <summary>Maps the pages, their counts as JSON and their assets.</summary>
    public static void MapVigieReview(this WebApplication app)
    {
        app.Use(next => context => PageHeaders.SetAsync(context, next));
        app.MapStaticAssets();
        app.MapRazorPages();
        app.MapGet("/status.json", async (HttpContext context, StatusCounts counts) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return await counts.NowAsync(context.RequestAborted) is { } status ? Results.Json(status) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        });
    }
}
