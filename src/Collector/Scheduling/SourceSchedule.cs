using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Vigie.Collector.Sources;
using Vigie.Storage;

namespace Vigie.Collector.Scheduling;

/// <summary>
/// Starts the scheduler and brings it to what the configuration says, as soon as the database lets it, and looks after it: a clock that was set back
/// would leave a source waiting until the old time comes again. A trigger that is there already with the same interval is left alone: otherwise
/// every process of a cluster would fire every source when it starts.
/// </summary>
internal sealed partial class SourceSchedule(
    SourceCatalog catalog, SourceHealth health, ISchedulerFactory schedulers, StorageDialect dialect, TimeProvider time, ILogger<SourceSchedule> logger) : BackgroundService
{
    public const string Group = "sources";
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private IScheduler? _scheduler;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            if (_scheduler is { } scheduler)
                await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        }
        catch (Exception exception) when (exception is SchedulerException or OperationCanceledException || dialect.FaultOf(exception) != StorageFault.None)
        {
            // Without the database it cannot sign off; the others of the cluster notice.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isApplied = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!isApplied)
                    await ApplyAsync(stoppingToken);
                else
                    await LookAfterAsync(stoppingToken);
                isApplied = true;
                await Task.Delay(LookEvery, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Mostly the database, which Quartz wraps in exceptions of its own: the schedule is tried again for as long as the process lives.
                Log.TryAgain(logger, exception.GetType().Name, TryAgain);
                await Task.Delay(TryAgain, time, CancellationToken.None).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LookAfterAsync(CancellationToken cancellationToken)
    {
        if (_scheduler is not { } scheduler)
            return;
        foreach (var source in catalog.Sources.Where(source => source.Options.IsAsked))
        {
            var trigger = await scheduler.GetTrigger(new TriggerKey(source.Name, Group), cancellationToken);
            var latest = time.GetUtcNow() + source.Options.Every + source.Options.Jitter + LookEvery;
            if (trigger is not null && !(trigger.NextFireTimeUtc > latest))
                continue;
            Log.SetAnew(logger, source.Name);
            await ScheduleAnewAsync(scheduler, source, cancellationToken);
        }
    }

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await health.RegisterAsync(catalog.Sources, cancellationToken);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (_scheduler is null)
        {
            await scheduler.Start(cancellationToken);
            _scheduler = scheduler;
        }

        var asked = catalog.Sources.Where(source => source.Options.IsAsked).ToList();
        foreach (var source in asked)
            await ScheduleAsync(scheduler, source, cancellationToken);

        var wanted = asked.Select(source => source.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Group), cancellationToken))
        {
            if (!wanted.Contains(key.Name))
                await scheduler.DeleteJob(key, cancellationToken);
        }

        Log.Applied(logger, asked.Count);
    }

    private async Task ScheduleAsync(IScheduler scheduler, ConfiguredSource source, CancellationToken cancellationToken)
    {
        var triggerKey = new TriggerKey(source.Name, Group);
        if (await scheduler.GetTrigger(triggerKey, cancellationToken) is ISimpleTrigger known && known.RepeatInterval == source.Options.Every)
            return;
        await ScheduleAnewAsync(scheduler, source, cancellationToken);
    }

    private async Task ScheduleAnewAsync(IScheduler scheduler, ConfiguredSource source, CancellationToken cancellationToken)
    {
        var triggerKey = new TriggerKey(source.Name, Group);
        var job = JobBuilder.Create<CollectJob>().WithIdentity(source.Name, Group).RequestRecovery(false).Build();
        var trigger = TriggerBuilder.Create(time)
            .WithIdentity(triggerKey)
            .ForJob(job.Key)
            .StartAt(time.GetUtcNow() + source.Options.Jitter * Random.Shared.NextDouble())
            .WithSimpleSchedule(schedule => schedule
                .WithInterval(source.Options.Every)
                .RepeatForever()
                // A time that was missed is not made up for: the cursor knows what was missed.
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
            .Build();
        await scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Schedule applied: {Sources} sources are asked")]
        public static partial void Applied(ILogger logger, int sources);

        [LoggerMessage(2, LogLevel.Warning, "The schedule could not be applied ({Error}); tried again in {TryAgain}")]
        public static partial void TryAgain(ILogger logger, string error, TimeSpan tryAgain);

        [LoggerMessage(3, LogLevel.Warning, "Source {Source}: its next time is missing or lies too far ahead, as after a clock that was set back; it is set anew")]
        public static partial void SetAnew(ILogger logger, string source);
    }
}
