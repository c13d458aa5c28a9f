namespace Vigie.Host;

/// <summary>
/// From start to end of the service. Signals come as the command line's token. The host's own console lifetime would cancel a start that is under
/// way, and the host would call that a failure; here the signal waits for the start to end, which is a matter of a second, and then stops it in order.
/// </summary>
internal sealed partial class ServiceLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs the service until it is asked to stop, or until it stops itself.</summary>
    public static async Task RunAsync(WebApplication app, Func<CancellationToken, Task> prepare, CancellationToken stopping)
    {
        try
        {
            await prepare(stopping);
            await app.StartAsync(CancellationToken.None);
            Log.Started(app.Services.GetRequiredService<ILogger<ServiceLifetime>>());
            await app.WaitForShutdownAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped before it had started: nothing to finish.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Application started; SIGTERM or Ctrl-C stops it")]
        public static partial void Started(ILogger logger);
    }
}
