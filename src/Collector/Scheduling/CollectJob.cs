using Microsoft.Extensions.Logging;
using Quartz;
using Vigie.Collector.Sources;
using Vigie.Core.Telemetry;
using Vigie.Storage;

namespace Vigie.Collector.Scheduling;

/// <summary>The edge between the schedule and a run: one job a source, never twice at once, also across processes.</summary>
[DisallowConcurrentExecution]
internal sealed partial class CollectJob(SourceCatalog catalog, SourceInstances instances, SourceRun run, StorageDialect dialect, ILogger<CollectJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        if (catalog.Find(name) is not { } configured || instances.SourceOf(configured) is not { } source)
            return;

        try
        {
            if (await run.RunAsync(configured, source, cancellationToken))
                await context.Scheduler.TriggerJob(context.JobDetail.Key, null, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Shutting down: the cursor stands where the last saved page left it.
        }
        catch (Exception exception) when (dialect.FaultOf(exception) != StorageFault.None)
        {
            Log.NoDatabase(logger, name, dialect.FaultOf(exception));
        }
        catch (Exception exception)
        {
            // A bug in one source must not stop the others; the schedule asks again.
            Log.Failed(logger, name, ExceptionTrace.Of(exception));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Source {Source}: the database cannot be used ({Fault}); asked again at its next time")]
        public static partial void NoDatabase(ILogger logger, string source, StorageFault fault);

        [LoggerMessage(2, LogLevel.Error, "Source {Source}: unexpected error, asked again at its next time: {Error}")]
        public static partial void Failed(ILogger logger, string source, string error);
    }
}
