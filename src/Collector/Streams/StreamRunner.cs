using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vigie.Collector.Intake;
using Vigie.Collector.Sources;
using Vigie.Core.Telemetry;
using Vigie.Storage;
using Vigie.Storage.Leases;

namespace Vigie.Collector.Streams;

/// <summary>
/// Runs each stream in exactly one process: holds its lease, listens, saves, connects again. When the lease cannot be renewed the connection is
/// closed at once, and a page of a process that lost its turn is refused by the cursor's revision.
/// </summary>
internal sealed partial class StreamRunner(
    SourceCatalog catalog,
    LeaseBook leases,
    SourceHealth health,
    IMentionIntake intake,
    BackPressure backPressure,
    IDbContextFactory<MonitorDb> databases,
    StorageDialect dialect,
    CollectorMetrics metrics,
    IOptions<CollectorOptions> options,
    TimeProvider time,
    ILogger<StreamRunner> logger) : BackgroundService
{
    private const string CursorName = "stream";
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(catalog.Sources
            .Select(source => (Source: source, Stream: catalog.CreateStream(source)))
            .Where(pair => pair.Stream is not null)
            .Select(pair => KeepAsync(pair.Source, pair.Stream!, stoppingToken)));

    private async Task KeepAsync(ConfiguredSource source, IStreamSource stream, CancellationToken stoppingToken)
    {
        var failures = 0;
        try
        {
            while (true)
            {
                var askedAt = time.GetTimestamp();
                if (!await HoldAsync(source, stoppingToken))
                {
                    await Task.Delay(options.Value.Streams.RenewEvery, time, stoppingToken);
                    continue;
                }

                failures = await ListenWhileHeldAsync(source, stream, askedAt, stoppingToken) ? 0 : failures + 1;
                await Task.Delay(Pause(failures), time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await GiveBackAsync(source);
        }
    }

    private async Task<bool> HoldAsync(ConfiguredSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await leases.TryHoldAsync(LeaseOf(source), _owner, options.Value.Streams.Lease, cancellationToken);
        }
        catch (Exception exception) when (dialect.FaultOf(exception) != StorageFault.None)
        {
            Log.NoDatabase(logger, source.Name, dialect.FaultOf(exception), options.Value.Streams.RenewEvery);
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.Failed(logger, source.Name, ExceptionTrace.Of(exception));
            return false;
        }
    }

    /// <returns>True when at least one page was saved.</returns>
    private async Task<bool> ListenWhileHeldAsync(ConfiguredSource source, IStreamSource stream, long askedAt, CancellationToken stoppingToken)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var renewal = RenewAsync(source, askedAt, held);
        try
        {
            return await ListenAsync(source, stream, held.Token);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
        {
            Log.LeaseLost(logger, source.Name);
            return false;
        }
        catch (Exception exception) when (dialect.FaultOf(exception) != StorageFault.None)
        {
            Log.NoDatabase(logger, source.Name, dialect.FaultOf(exception), options.Value.Streams.ReconnectAfter);
            return false;
        }
        // Also a cancellation that nobody asked for, such as a time-out inside a platform's client.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, source.Name, ExceptionTrace.Of(exception));
            return false;
        }
        finally
        {
            await held.CancelAsync();
            await renewal;
        }
    }

    // The lease counts from before it was asked for. The connection is closed before the lease ends, so that no two processes ever listen at once;
    // by a timer of its own, because a database that hangs answers the renewal neither yes nor no.
    private async Task RenewAsync(ConfiguredSource source, long askedAt, CancellationTokenSource held)
    {
        var (lease, renewEvery) = (options.Value.Streams.Lease, options.Value.Streams.RenewEvery);
        var longest = lease - (renewEvery < lease / 3 ? renewEvery : lease / 3);
        await using var end = time.CreateTimer(_ => held.Cancel(), null, Left(askedAt, longest), Timeout.InfiniteTimeSpan);
        using var timer = new PeriodicTimer(renewEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(held.Token))
            {
                askedAt = time.GetTimestamp();
                if (await HoldAsync(source, held.Token))
                    end.Change(Left(askedAt, longest), Timeout.InfiniteTimeSpan);
            }
        }
        catch (OperationCanceledException)
        {
            // The stream ended first.
        }
    }

    private TimeSpan Left(long since, TimeSpan length)
    {
        var left = length - time.GetElapsedTime(since);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private async Task<bool> ListenAsync(ConfiguredSource source, IStreamSource stream, CancellationToken cancellationToken)
    {
        var savedAny = false;
        var (cursor, revision) = await CursorAsync(source.Name, cancellationToken);
        Log.Listening(logger, source.Name);
        await foreach (var answer in stream.ReadAsync(cursor, cancellationToken))
        {
            if (answer is SourceRefusal refusal)
            {
                metrics.Refused(source.Name, refusal);
                await health.RefusedAsync(source.Name, refusal, cancellationToken);
                Log.Refused(logger, source.Name, refusal.GetType().Name, refusal.Reason);
                return savedAny && refusal is Transient;
            }

            var page = (SourcePage)answer;
            metrics.PageRead(source.Name, page);
            await backPressure.WaitForRoomAsync(page.Events.Count, cancellationToken);
            var move = page.Cursor is null || string.Equals(page.Cursor, cursor, StringComparison.Ordinal) ? null : new CursorMove(CursorName, page.Cursor, revision);
            var saved = await intake.SaveAsync(new IntakeRequest(source.Name, page.Events) { Cursor = move }, cancellationToken);
            if (saved.Outcome != IntakeOutcome.Saved)
            {
                // Connect again from the saved cursor: what this page held comes again.
                Log.NotSaved(logger, source.Name, saved.Outcome);
                return false;
            }

            if (move is not null)
                (cursor, revision) = (move.Value, saved.Revision);
            if (!savedAny)
                await health.SucceededAsync(source.Name, askAgainAfter: null, cancellationToken);
            savedAny = true;
        }

        return savedAny;
    }

    private async Task<(string? Value, long Revision)> CursorAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.SourceCursors.AsNoTracking().FirstOrDefaultAsync(cursor => cursor.Source == name && cursor.Stream == CursorName, cancellationToken);
        return row is null ? (null, 0) : (row.Value, row.Revision);
    }

    private async Task GiveBackAsync(ConfiguredSource source)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
            await leases.ReleaseAsync(LeaseOf(source), _owner, limit.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException || dialect.FaultOf(exception) != StorageFault.None)
        {
            // It ends by itself within the lease.
        }
    }

    private static string LeaseOf(ConfiguredSource source) => "stream:" + source.Name;

    private TimeSpan Pause(int failures)
    {
        var pause = options.Value.Streams.ReconnectAfter * Math.Pow(2, Math.Min(failures, 12));
        return pause < LongestPause ? pause : LongestPause;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Stream {Source}: this process listens")]
        public static partial void Listening(ILogger logger, string source);

        [LoggerMessage(2, LogLevel.Warning, "Stream {Source} refused ({Kind}: {Reason}); connected again after a pause")]
        public static partial void Refused(ILogger logger, string source, string kind, string reason);

        [LoggerMessage(3, LogLevel.Warning, "Stream {Source}: page not saved ({Outcome}); connected again from the saved cursor")]
        public static partial void NotSaved(ILogger logger, string source, IntakeOutcome outcome);

        [LoggerMessage(4, LogLevel.Warning, "Stream {Source}: the lease could not be renewed in time; another process may listen")]
        public static partial void LeaseLost(ILogger logger, string source);

        [LoggerMessage(5, LogLevel.Warning, "Stream {Source}: the database cannot be used ({Fault}); tried again in {TryAgain}")]
        public static partial void NoDatabase(ILogger logger, string source, StorageFault fault, TimeSpan tryAgain);

        [LoggerMessage(6, LogLevel.Error, "Stream {Source}: unexpected error, tried again after a pause: {Error}")]
        public static partial void Failed(ILogger logger, string source, string error);
    }
}
