using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>
/// What the <c>Link</c> header says about a page. Only ids are taken from it; its addresses are never followed, since they may lead to another host,
/// and GoToSocial leaves parameters of the question out of them.
/// </summary>
/// <param name="Newest">Id to go on from; null when the header has no <c>prev</c>.</param>
/// <param name="Oldest">Id to go back from; null when the header has no <c>next</c>.</param>
/// <param name="NewestBySince">
/// True when <c>prev</c> speaks of <c>since_id</c> only: such a call knows no <c>min_id</c> (GoToSocial before 0.9 for notifications). Null when it does not say.
/// </param>
internal sealed partial record PageLinks(string? Newest, string? Oldest, bool? NewestBySince)
{
    public static PageLinks Read(HttpResponseHeaders headers)
    {
        string? min = null, since = null, max = null;
        if (headers.TryGetValues("Link", out var values))
        {
            foreach (Match link in Link().Matches(string.Join(", ", values)))
            {
                var query = link.Groups["query"].Value;
                if (link.Groups["rel"].Value == "prev")
                {
                    min = Parameter(query, "min_id");
                    since = Parameter(query, "since_id");
                }
                else
                {
                    max = Parameter(query, "max_id");
                }
            }
        }

        return new PageLinks(min ?? since, max, min is not null ? false : since is not null ? true : null);
    }

    private static string? Parameter(string query, string name) =>
        query.Split('&')
            .Where(part => part.StartsWith(name + "=", StringComparison.Ordinal) && part.Length > name.Length + 1)
            .Select(part => Uri.UnescapeDataString(part[(name.Length + 1)..]))
            .FirstOrDefault();

    [GeneratedRegex("""<[^<>?]*\?(?<query>[^<>#]*)[^<>]*>\s*;\s*rel="?(?<rel>prev|next)"?""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
