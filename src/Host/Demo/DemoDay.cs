using Microsoft.EntityFrameworkCore;
using Vigie.Core.Deliveries;
using Vigie.Core.Mentions;
using Vigie.Storage;

namespace Vigie.Host.Demo;

/// <summary>Watches the day go through the stages, and says at the end what came of it. It reads the tables, as the status page does.</summary>
internal sealed class DemoDay(IServiceProvider services, DemoContent content, DemoScreen screen)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private readonly IDbContextFactory<MonitorDb> _databases = services.GetRequiredService<IDbContextFactory<MonitorDb>>();
    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();

    /// <summary>Returns when everything is played, judged and sent, or when asked to stop.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await using var db = await _databases.CreateDbContextAsync(cancellationToken);
                var counts = await DemoCounts.OfAsync(db, cancellationToken);
                screen.Moved(counts);
                if (counts.Mentions + counts.Deletions >= content.Events && counts is { Waiting: 0, Unsent: 0 })
                    return;
                await Task.Delay(Look, _time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            screen.Interrupted();
        }
    }

    public async Task<DemoSummary> SummaryAsync()
    {
        await using var db = await _databases.CreateDbContextAsync();
        var counts = await DemoCounts.OfAsync(db, CancellationToken.None);
        var verdicts = await db.Verdicts.AsNoTracking()
            .Join(db.Mentions, verdict => verdict.MentionId, mention => mention.Id, (verdict, mention) => new { mention.ExternalId, mention.Version, verdict.Flagged, verdict.Abuse })
            .ToListAsync();
        var latest = verdicts.GroupBy(verdict => verdict.ExternalId, StringComparer.Ordinal).Select(group => group.MaxBy(verdict => verdict.Version)!).ToList();
        var judged = latest.Where(verdict => content.Expected.ContainsKey(verdict.ExternalId)).ToList();
        return new DemoSummary(
            counts,
            verdicts.Where(verdict => verdict.Flagged).SelectMany(verdict => verdict.Abuse).CountBy(category => category).OrderBy(pair => pair.Key).ToDictionary(),
            judged.Count(verdict => content.Expected[verdict.ExternalId]),
            judged.Count(verdict => content.Expected[verdict.ExternalId] && verdict.Flagged),
            judged.Count(verdict => !content.Expected[verdict.ExternalId] && verdict.Flagged));
    }
}

/// <summary>Counts of the tables at one moment.</summary>
internal sealed record DemoCounts(int Mentions, int Deletions, int Judged, int Flagged, int Alerts, int Waiting, int Unsent)
{
    public static async Task<DemoCounts> OfAsync(MonitorDb db, CancellationToken cancellationToken) => new(
        await db.Mentions.CountAsync(cancellationToken),
        await db.SourceDeletions.CountAsync(cancellationToken),
        await db.Verdicts.CountAsync(cancellationToken),
        await db.Verdicts.CountAsync(verdict => verdict.Flagged, cancellationToken),
        await db.Alerts.CountAsync(cancellationToken),
        await db.Handovers.CountAsync(cancellationToken),
        await db.Deliveries.CountAsync(delivery => delivery.State == DeliveryState.Pending || delivery.State == DeliveryState.Sending, cancellationToken));
}

/// <summary>What came of the day.</summary>
internal sealed record DemoSummary(DemoCounts Counts, IReadOnlyDictionary<AbuseCategory, int> ByCategory, int HumanWouldFlag, int FoundOfThem, int FlaggedBesides);
