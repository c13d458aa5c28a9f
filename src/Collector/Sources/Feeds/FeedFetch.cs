using System.Net;
using Vigie.Collector.Http;
using Vigie.Collector.Sources.Feeds.Reading;

namespace Vigie.Collector.Sources.Feeds;

/// <summary>Fetches a feed, with the conditions of the last time, and follows redirects where they may lead.</summary>
/// <param name="http">Client of the source.</param>
/// <param name="configured">The configured address: only its owner is trusted with our own network.</param>
internal sealed class FeedFetch(SourceHttpClient http, Uri configured)
{
    private const int MaxRedirects = 5;

    // A tag longer than this is no tag, and would be sent on every call.
    private const int LongestCondition = 512;

    public async Task<FeedFetched> GetAsync(Uri address, FeedCursor cursor, CancellationToken cancellationToken)
    {
        var isPermanent = true;
        Uri? moved = null;
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            using var request = Request(address, cursor);
            var outcome = await http.SendAsync(request, cancellationToken);
            if (!outcome.IsAnswered)
                return new FeedFetched(null, outcome.Refusal, moved);
            if (!IsRedirect(outcome.Answer.Status))
                return new FeedFetched(outcome.Answer, null, moved);

            var next = Target(address, outcome.Answer);
            if (next is null)
                return Refused("a redirect without a web address");
            if (address.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps)
                return Refused("a redirect from https to http");
            if (await NetworkPlace.IsPrivateAsync(next, cancellationToken) && !await NetworkPlace.IsPrivateAsync(configured, cancellationToken))
                return Refused("a redirect into a private network");

            // Only the permanent ones at the beginning say where the feed lives now.
            isPermanent &= outcome.Answer.Status is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect;
            moved = isPermanent ? next : moved;
            address = next;
        }

        return Refused($"more than {MaxRedirects} redirects");
    }

    private static FeedFetched Refused(string reason) => new(null, new Malformed(reason), null);

    private static HttpRequestMessage Request(Uri address, FeedCursor cursor)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1");
        // Both as received (RFC 9110): the server knows its own marks, however it wrote them.
        if (cursor.Tag is { Length: > 0 and <= LongestCondition } tag)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (cursor.Modified is { Length: > 0 and <= LongestCondition } modified)
            request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        return request;
    }

    private static bool IsRedirect(HttpStatusCode status) => status is
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static Uri? Target(Uri from, HttpAnswer answer) =>
        answer.Headers.Location is { } location && Uri.TryCreate(from, location, out var target) && FeedAddress.IsWeb(target) ? target : null;
}
