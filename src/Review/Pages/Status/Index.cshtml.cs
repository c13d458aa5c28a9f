using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vigie.Core.Sources;
using Vigie.Review.Status;

namespace Vigie.Review.Pages.Status;

/// <summary>The status page: shows that the counts move. No form, so no antiforgery, no cookie, no key.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel : PageModel
{
    /// <summary>Words in the reader's language.</summary>
    public StatusWords Words { get; private set; } = StatusWords.French;

    /// <summary>Counts; null when the database does not answer.</summary>
    public StatusSnapshot? Counts { get; private set; }

    /// <summary>Word of a condition.</summary>
    public string WordOf(string condition) =>
        Enum.TryParse<SourceCondition>(condition, out var value) && (int)value < Words.Conditions.Count ? Words.Conditions[(int)value] : condition;

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync([FromQuery(Name = "lang")] string? language, CancellationToken cancellationToken)
    {
        var counts = (StatusCounts)HttpContext.RequestServices.GetService(typeof(StatusCounts))!;
        Words = StatusWords.For(language, Request.Headers.AcceptLanguage);
        Response.Headers.ContentLanguage = Words.Language;
        Response.Headers.Vary = "Accept-Language";
        Counts = await counts.NowAsync(cancellationToken);
    }
}
