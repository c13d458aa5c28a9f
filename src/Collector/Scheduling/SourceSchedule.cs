using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Vigie.Collector.Sources;
using Vigie.Storage;

namespace Vigie.Collector.Scheduling;

/// <summary>
/// Brings the schedule to what the configuration says. A trigger that is there already with the same interval is left alone: otherwise every
/// process of a cluster would fire every source when it starts.
/// </summary>
internal sealed partial class SourceSchedule(
    SourceCatalog catalog, SourceHealth health, ISchedulerFactory schedulers, StorageDialect dialect, TimeProvider time, ILogger<SourceSchedule> logger) : BackgroundService
{
    public const string Group = "sources";
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ApplyAsync(stoppingToken);
                return;
            }
            catch (Exception exception) when (exception is SchedulerException || dialect.FaultOf(exception) != StorageFault.None)
            {
                Log.TryAgain(logger, exception.GetType().Name, TryAgain);
                await Task.Delay(TryAgain, time, stoppingToken);
            }
        }
    }

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await health.RegisterAsync(catalog.Sources, cancellationToken);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
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
    }
}
