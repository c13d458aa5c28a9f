namespace Vigie.Collector.Sources.Mastodon;

/// <summary>Reads statuses again that were seen a while ago, to find edits and deletions: the API has no list of either.</summary>
internal sealed class StatusSweep(StatusLookup lookup, MastodonApi api, MastodonOptions options, TimeProvider time)
{
    /// <summary>A status counts as deleted when it is missing for the second time, at least so long after the first.</summary>
    public static readonly TimeSpan SecondLook = TimeSpan.FromMinutes(10);

    /// <summary>The statuses to read again after a page: those within the window, the newest when there are too many. The brand's own are not among them.</summary>
    public IReadOnlyList<TrackedStatus> Track(IReadOnlyList<TrackedStatus> tracked, IReadOnlyList<PostSeen> posts)
    {
        var now = time.GetUtcNow();
        var oldest = (now - options.SweepWindow).ToUnixTimeSeconds();
        var byId = tracked.Where(status => status.SeenAt >= oldest || status.MissingSince != 0).ToDictionary(status => status.Id, StringComparer.Ordinal);
        foreach (var post in posts.Where(post => post.Direction == Core.Mentions.Direction.Inbound))
        {
            var status = TrackedStatus.Of(post, now);
            byId[post.ExternalId] = byId.TryGetValue(post.ExternalId, out var known) ? status with { SeenAt = known.SeenAt } : status;
        }

        return [.. byId.Values.OrderBy(status => status.SeenAt).TakeLast(options.SweepStatuses)];
    }

    /// <summary>Whether something must be read again now, and the server allows enough calls for it.</summary>
    public bool IsDue(IReadOnlyList<TrackedStatus> tracked) =>
        lookup.IsPossible && HasBudget() && tracked.Any(status => status.LookedAt <= Until(Pause(status)));

    /// <summary>Reads the next batch again.</summary>
    public async Task<SweepResult> RunAsync(IReadOnlyList<TrackedStatus> tracked, StatusReader reader, CancellationToken cancellationToken)
    {
        // Those that are nearly due come along: full batches instead of a call for each status.
        var batch = tracked
            .Where(status => status.LookedAt <= Until(Pause(status) / (status.MissingSince == 0 ? 2 : 1)))
            .OrderBy(status => status.LookedAt)
            .Take(StatusLookup.BatchSize)
            .ToList();
        // Another process may have looked meanwhile and moved the cursor.
        if (batch.Count == 0)
            return new SweepResult([], tracked, 0);
        var found = await lookup.FindAsync([.. batch.Select(status => status.Id)], reader, HasBudget, cancellationToken);
        if (found.Refusal is { } refusal)
            return new SweepResult([], tracked, 0, refusal);

        List<SourceEvent> events = [];
        var after = tracked.ToDictionary(status => status.Id, StringComparer.Ordinal);
        foreach (var status in batch)
        {
            if (found.Posts.TryGetValue(status.Id, out var post))
                after[status.Id] = Present(status, post, events);
            else if (found.Missing.TryGetValue(status.Id, out var rawHash))
                Absent(status, rawHash, after, events);
            else if (found.Unclear.Contains(status.Id))
                after[status.Id] = status with { LookedAt = Now };
        }

        return new SweepResult(events, [.. tracked.Where(status => after.ContainsKey(status.Id)).Select(status => after[status.Id])], found.Malformed);
    }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    private TrackedStatus Present(TrackedStatus status, PostSeen post, List<SourceEvent> events)
    {
        var mark = TrackedStatus.EditMark(post);
        if (mark != status.EditedAt)
            events.Add(post);
        return status with { LookedAt = Now, EditedAt = mark, MissingSince = 0 };
    }

    private void Absent(TrackedStatus status, byte[] rawHash, Dictionary<string, TrackedStatus> after, List<SourceEvent> events)
    {
        if (status.MissingSince == 0)
        {
            after[status.Id] = status with { LookedAt = Now, MissingSince = Now };
            return;
        }

        events.Add(new PostDeleted(status.Id, rawHash));
        after.Remove(status.Id);
    }

    private TimeSpan Pause(TrackedStatus status) => status.MissingSince == 0 ? options.SweepEvery : SecondLook;

    private long Until(TimeSpan pause) => (time.GetUtcNow() - pause).ToUnixTimeSeconds();

    private bool HasBudget() =>
        api.Budget is not { } budget || budget.ResetsAt <= time.GetUtcNow() || budget.Remaining > options.SweepReserve;
}
