using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vigie.Core.Telemetry;

namespace Vigie.Storage.Sweeping;

/// <summary>Runs every sweep of the stages in this process, at start and then regularly. A sweep that fails does not stop the others.</summary>
internal sealed partial class SweeperService(
    IEnumerable<ISweep> sweeps, StorageDialect dialect, StorageMetrics metrics, IOptions<SweeperOptions> options, TimeProvider time, ILogger<SweeperService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Every, time);
        do
        {
            foreach (var sweep in sweeps)
                await SweepAsync(sweep, stoppingToken);
        }
        while (await NextTickAsync(timer, stoppingToken));
    }

    private static async ValueTask<bool> NextTickAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task SweepAsync(ISweep sweep, CancellationToken stoppingToken)
    {
        try
        {
            var rows = await sweep.SweepAsync(stoppingToken);
            metrics.Swept(sweep.Name, rows);
            if (rows > 0)
                Log.Swept(logger, sweep.Name, rows);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception exception) when (dialect.FaultOf(exception) != StorageFault.None)
        {
            metrics.SweepFailed(sweep.Name);
            Log.SweepFailed(logger, sweep.Name, dialect.FaultOf(exception), options.Value.Every);
        }
        catch (Exception exception)
        {
            // A bug in one sweep must not end the process and with it the other sweeps.
            metrics.SweepFailed(sweep.Name);
            Log.Failed(logger, sweep.Name, options.Value.Every, ExceptionTrace.Of(exception));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Sweep {Sweep} acted on {Rows} rows")]
        public static partial void Swept(ILogger logger, string sweep, int rows);

        [LoggerMessage(2, LogLevel.Warning, "Sweep {Sweep} could not use the database ({Fault}); it runs again in {Every}")]
        public static partial void SweepFailed(ILogger logger, string sweep, StorageFault fault, TimeSpan every);

        [LoggerMessage(3, LogLevel.Error, "Sweep {Sweep}: unexpected error, it runs again in {Every}: {Error}")]
        public static partial void Failed(ILogger logger, string sweep, TimeSpan every, string error);
    }
}
