using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vigie.Collector.Intake;
using Vigie.Collector.Sources;
using Vigie.Core.Sources;
using Vigie.Storage;

namespace Vigie.Collector.Scheduling;

/// <summary>One run of one source: page after page until nothing is left, the source refuses, or its turn is over.</summary>
public sealed partial class SourceRun(
    SourceHealth health,
    IMentionIntake intake,
    BackPressure backPressure,
    IDbContextFactory<MonitorDb> databases,
    CollectorMetrics metrics,
    IOptions<CollectorOptions> options,
    ILogger<SourceRun> logger)
{
    /// <summary>Name of the cursor of sources that are asked.</summary>
    public const string CursorName = "pull";

    // Room asked for before a page is read; pages are about this long.
    private const int ExpectedPage = 500;

    /// <summary>Runs.</summary>
    /// <returns>True when more is waiting and the source should be asked again at once.</returns>
    public async Task<bool> RunAsync(ConfiguredSource configured, ISource source, CancellationToken cancellationToken)
    {
        if (!await health.MayBeAskedAsync(configured.Name, cancellationToken))
            return false;

        using var activity = CollectorMetrics.Activities.StartActivity("collect");
        activity?.SetTag("vigie.source", configured.Name);
        var (cursor, revision) = await CursorAsync(configured.Name, cancellationToken);
        for (var pages = 0; pages < options.Value.Schedule.PagesPerRun; pages++)
        {
            await backPressure.WaitForRoomAsync(ExpectedPage, cancellationToken);
            var answer = await source.CollectAsync(cursor, cancellationToken);
            if (answer is SourceRefusal refusal)
            {
                await RefusedAsync(configured.Name, refusal, cancellationToken);
                return false;
            }

            var page = (SourcePage)answer;
            metrics.PageRead(configured.Name, page);
            var saved = await intake.SaveAsync(RequestOf(configured.Name, page, cursor, revision), cancellationToken);
            if (saved.Outcome != IntakeOutcome.Saved)
            {
                // The cursor stands: the next run reads the same page.
                Log.NotSaved(logger, configured.Name, saved.Outcome);
                return false;
            }

            if (page.Events.Count > 0)
                Log.PageSaved(logger, configured.Name, saved.NewMentions.Count, saved.Duplicates, saved.Deletions, page.MalformedItems);
            if (page.Cursor is not null && !string.Equals(page.Cursor, cursor, StringComparison.Ordinal))
                (cursor, revision) = (page.Cursor, saved.Revision);
            if (!page.More)
            {
                await health.SucceededAsync(configured.Name, page.AskAgainAfter, cancellationToken);
                return false;
            }
        }

        await health.SucceededAsync(configured.Name, askAgainAfter: null, cancellationToken);
        return true;
    }

    private static bool IsStopped(SourceCondition condition) => condition is SourceCondition.NeedsReconnect or SourceCondition.Gone;

    private static IntakeRequest RequestOf(string name, SourcePage page, string? cursor, long revision) => new(name, page.Events)
    {
        Cursor = page.Cursor is null || string.Equals(page.Cursor, cursor, StringComparison.Ordinal) ? null : new CursorMove(CursorName, page.Cursor, revision),
    };

    private async Task<(string? Value, long Revision)> CursorAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.SourceCursors.AsNoTracking().FirstOrDefaultAsync(cursor => cursor.Source == name && cursor.Stream == CursorName, cancellationToken);
        return row is null ? (null, 0) : (row.Value, row.Revision);
    }

    private async Task RefusedAsync(string name, SourceRefusal refusal, CancellationToken cancellationToken)
    {
        metrics.Refused(name, refusal);
        var row = await health.RefusedAsync(name, refusal, cancellationToken);
        if (row is not null && IsStopped(row.Condition))
            Log.Stopped(logger, name, row.Condition, refusal.Reason);
        else
            Log.Refused(logger, name, refusal.GetType().Name, refusal.Reason, row?.NotBefore);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Source {Source}: page saved, {New} new, {Duplicates} known, {Deletions} deleted, {Malformed} unreadable")]
        public static partial void PageSaved(ILogger logger, string source, int @new, int duplicates, int deletions, int malformed);

        [LoggerMessage(2, LogLevel.Warning, "Source {Source}: page not saved ({Outcome}); the cursor stands and the next run reads it again")]
        public static partial void NotSaved(ILogger logger, string source, IntakeOutcome outcome);

        [LoggerMessage(3, LogLevel.Warning, "Source {Source} refused ({Kind}: {Reason}); asked again after {NotBefore}")]
        public static partial void Refused(ILogger logger, string source, string kind, string reason, DateTimeOffset? notBefore);

        [LoggerMessage(4, LogLevel.Error, "Source {Source} is stopped ({Condition}: {Reason}); mend it and restart the collector")]
        public static partial void Stopped(ILogger logger, string source, SourceCondition condition, string reason);
    }
}
