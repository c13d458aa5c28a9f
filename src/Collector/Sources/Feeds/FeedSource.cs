using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Vigie.Collector.Http;
using Vigie.Collector.Sources.Feeds.Reading;

namespace Vigie.Collector.Sources.Feeds;

/// <summary>One feed: asked with the conditions of the last answer, read in full, every entry of it given on; intake knows which are new.</summary>
/// <remarks>
/// A vanished entry proves nothing, a feed shows a window of ten or twenty: this source never reports a deletion.
/// </remarks>
internal sealed partial class FeedSource(SourceSetup setup, FeedOptions options) : ISource
{
    // WordPress dates a feed by its latest comment: one that is approved late or changed leaves the marks as they were, and 304 would hide it for ever.
    private static readonly TimeSpan WholeEvery = TimeSpan.FromHours(3);

    // Options are validated before a source is made.
    private readonly Uri _configured = options.Address!;
    private readonly FeedFetch _fetch = new(setup.Http, options.Address!);
    private readonly FeedPosts _posts = new(options.OwnAuthors);
    private readonly ILogger _logger = setup.Loggers.CreateLogger<FeedSource>();

    public async Task<SourceAnswer> CollectAsync(string? cursor, CancellationToken cancellationToken)
    {
        var known = FeedCursor.Read(cursor, _configured);
        var isWholeDue = known.WholeAt is not { } whole || setup.Time.GetUtcNow() - whole >= WholeEvery;
        var fetched = await FetchAsync(isWholeDue ? known with { Tag = null, Modified = null } : known, cancellationToken);
        if (!fetched.IsAnswered)
            return fetched.Refusal;

        var answer = fetched.Answer;
        var next = known with { Move = FeedMove.After(known.Move, fetched.Moved, DateOnly.FromDateTime(setup.Time.GetUtcNow().UtcDateTime)) };
        if (answer.Status == HttpStatusCode.NotModified)
            return Nothing(next, answer);
        // Feed servers say 503 when they are asked too often, with or without Retry-After.
        if (answer.Status == HttpStatusCode.ServiceUnavailable)
            return new RateLimited(AnnouncedLimit.Until(answer.Headers, setup.Time.GetUtcNow()), "HTTP 503");
        return setup.Http.RefusalOf(answer) ?? Read(next, answer);
    }

    private async Task<FeedFetched> FetchAsync(FeedCursor known, CancellationToken cancellationToken)
    {
        if (known.Move is not { IsBelieved: true } move || !Uri.TryCreate(move.To, UriKind.Absolute, out var moved))
            return await _fetch.GetAsync(_configured, known, cancellationToken);

        var fetched = await _fetch.GetAsync(moved, known, cancellationToken);
        // The new home is gone: perhaps the old one tells of a newer one.
        if (fetched.Answer?.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            return await _fetch.GetAsync(_configured, known with { Tag = null, Modified = null }, cancellationToken);
        return fetched with { Moved = fetched.Moved ?? moved };
    }

    private SourceAnswer Read(FeedCursor next, HttpAnswer answer)
    {
        var hash = Convert.ToHexStringLower(answer.BodyHash);
        var marked = next with
        {
            Tag = First(answer.Headers, "ETag"),
            Modified = First(answer.ContentHeaders, "Last-Modified"),
            Body = hash,
            WholeAt = setup.Time.GetUtcNow(),
        };
        if (next.Body == hash)
            return Nothing(marked, answer);

        var document = FeedReader.Read(answer.Body, new FeedOrigin(
            First(answer.ContentHeaders, "Content-Type"), answer.Address, First(answer.ContentHeaders, "Content-Location"), First(answer.ContentHeaders, "Content-Language")));
        if (!document.IsFeed)
            return new Malformed(answer.Body.Length == 0 ? "an empty body" : "no feed: neither RSS nor Atom nor RDF, or nested without end");

        var (posts, unreadable) = _posts.Of(document, answer.BodyHash);
        Log.FeedRead(_logger, setup.Name, document.Version, posts.Count, unreadable, document.Flaw);
        marked = marked with { Pace = (int)FeedPace.Of(document.Feed).TotalSeconds };
        // Broken XML may be a body that was cut on its way: with its mark kept, a 304 would hide the rest until the feed changes.
        if (document.Flaw == FeedFlaw.BrokenXml)
            marked = marked with { Tag = null, Modified = null };
        return new SourcePage(posts, marked.Write(), More: false) { MalformedItems = unreadable, AskAgainAfter = Pace(marked, answer) };
    }

    private SourcePage Nothing(FeedCursor next, HttpAnswer answer) =>
        new([], next.Write(), More: false) { AskAgainAfter = Pace(next, answer) };

    private TimeSpan? Pace(FeedCursor cursor, HttpAnswer answer)
    {
        if (!options.KeepPace)
            return null;
        var own = TimeSpan.FromSeconds(cursor.Pace);
        var fresh = FeedPace.Of(answer.Headers.CacheControl);
        var longer = own > fresh ? own : fresh;
        return longer > TimeSpan.Zero ? longer : null;
    }

    private static string? First(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static partial class Log
    {
        [LoggerMessage(EventId = 2301, Level = LogLevel.Debug, Message = "Feed {Source} read as {Version}: {Posts} posts, {Unreadable} entries without text, flaw {Flaw}")]
        public static partial void FeedRead(ILogger logger, string source, string version, int posts, int unreadable, FeedFlaw? flaw);
    }
}
