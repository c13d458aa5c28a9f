using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Vigie.Review;

/// <summary>Registers the pages.</summary>
public static class ReviewServices
{
    /// <summary>Adds the pages.</summary>
    public static IServiceCollection AddVigieReview(this IServiceCollection services)
    {
        services.AddRazorPages().AddApplicationPart(typeof(ReviewServices).Assembly);
        return services;
    }

    /// <summary>Maps the pages.</summary>
    public static void MapVigieReview(this WebApplication app) => app.MapRazorPages();
}
