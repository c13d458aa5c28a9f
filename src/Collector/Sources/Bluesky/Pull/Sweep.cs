using System.Text.Json;

namespace Vigie.Collector.Sources.Bluesky.Pull;

/// <summary>
/// Looks at known posts again, one call a step: 25 at a time for edits, then each missing one alone, for a post that is left out may be blocked
/// and not deleted. A deletion needs two looks, ten minutes apart.
/// </summary>
internal sealed class Sweep(BlueskyApi api, PostReader reader, PostWatch watch, BlueskyOptions options, TimeProvider time)
{
    public const string Turn = "sweep";
    private const int BatchSize = 25;
    private static readonly TimeSpan SecondLook = TimeSpan.FromMinutes(10);

    /// <summary>Begins a sweep if it is time for one.</summary>
    /// <returns>True when there is something to look at.</returns>
    public bool Begin(BlueskyCursor cursor)
    {
        var now = time.GetUtcNow();
        var full = cursor.SweptAt is { } last && now - last >= options.SweepEvery;
        // Before the first sweep everything has just been read.
        cursor.SweptAt ??= now;
        cursor.SweepNext = full ? 0 : cursor.Watched.Count;
        return options.SweepPosts > 0 && ((full && cursor.Watched.Count > 0) || Missing(cursor) is not null);
    }

    /// <summary>One call. Sets the cursor's turn to null after the last one.</summary>
    public async Task<SourceAnswer> StepAsync(BlueskyCursor cursor, CancellationToken cancellationToken)
    {
        if (cursor.SweepNext < cursor.Watched.Count)
            return await BatchAsync(cursor, cancellationToken);
        if (Missing(cursor) is { } missing)
            return await ConfirmAsync(cursor, missing, cancellationToken);
        return Page(cursor, [], 0, null);
    }

    private async Task<SourceAnswer> BatchAsync(BlueskyCursor cursor, CancellationToken cancellationToken)
    {
        var batch = cursor.Watched.Skip(cursor.SweepNext).Take(BatchSize).ToList();
        var answer = await api.GetAsync("app.bsky.feed.getPosts", string.Join('&', batch.Select(post => $"uris={Uri.EscapeDataString(post.Uri)}")), cancellationToken);
        if (answer.Refusal is not null)
            return answer.Refusal;
        if (answer.Body.Member("posts").ValueKind != JsonValueKind.Array)
            return new Malformed("getPosts without a list of posts");

        var views = Views(answer.Body);
        var now = time.GetUtcNow();
        var events = new List<SourceEvent>();
        var malformed = 0;
        foreach (var known in batch)
        {
            if (!views.TryGetValue(known.Uri, out var view))
                known.MissingSince ??= now;
            else if (reader.ReadView(view, answer.Hash, now) is { } post)
                AddIfEdited(events, watch.Note(cursor, post, view, now));
            else
                malformed++;
        }

        cursor.SweepNext += batch.Count;
        if (cursor.SweepNext >= cursor.Watched.Count)
            cursor.SweptAt = now;
        return Page(cursor, events, malformed, answer.Budget);
    }

    private async Task<SourceAnswer> ConfirmAsync(BlueskyCursor cursor, WatchedPost missing, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync("app.bsky.feed.getPostThread", $"uri={Uri.EscapeDataString(missing.Uri)}&depth=0&parentHeight=0", cancellationToken);
        var thread = answer.Body.Member("thread");
        var events = new List<SourceEvent>();
        var malformed = 0;
        if (answer.Error == XrpcErrors.NotFound || thread.Member("notFound").ValueKind == JsonValueKind.True)
        {
            events.Add(new PostDeleted(missing.Uri, answer.Hash));
            cursor.Watched.Remove(missing);
        }
        else if (answer.Refusal is not null && !(answer.Refusal is Malformed && answer.Error is not null))
        {
            return answer.Refusal;
        }
        else if (reader.ReadView(thread.Member("post"), answer.Hash, time.GetUtcNow()) is { } post && post.ExternalId == missing.Uri)
        {
            AddIfEdited(events, watch.Note(cursor, post, thread.Member("post"), time.GetUtcNow()));
        }
        else
        {
            // Blocked, not to be asked for, or of an unknown form: nobody can tell any more, and asking for ever helps nobody.
            malformed = thread.Member("blocked").ValueKind == JsonValueKind.True ? 0 : 1;
            cursor.Watched.Remove(missing);
        }

        cursor.SweepNext = cursor.Watched.Count;
        return Page(cursor, events, malformed, answer.Budget);
    }

    private SourcePage Page(BlueskyCursor cursor, List<SourceEvent> events, int malformed, RateBudget? budget)
    {
        var more = cursor.SweepNext < cursor.Watched.Count || Missing(cursor) is not null;
        cursor.Turn = more ? Turn : null;
        return new SourcePage(events, cursor.Write(), more, budget) { MalformedItems = malformed };
    }

    private WatchedPost? Missing(BlueskyCursor cursor)
    {
        var latest = time.GetUtcNow() - SecondLook;
        return cursor.Watched.Find(post => post.MissingSince <= latest);
    }

    private static Dictionary<string, JsonElement> Views(JsonElement body)
    {
        var views = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var view in body.Items("posts"))
        {
            if (view.Text("uri") is { } uri)
                views[uri] = view;
        }

        return views;
    }

    private static void AddIfEdited(List<SourceEvent> events, PostSeen post)
    {
        if (post.RevisedAt is not null)
            events.Add(post);
    }
}
