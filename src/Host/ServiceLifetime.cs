using System.Runtime.InteropServices;

namespace Vigie.Host;

/// <summary>
/// SIGTERM, SIGINT and SIGQUIT of the service. The host's own console lifetime would cancel a start that is under way, and the host would call that a
/// failure; here the signal waits for the start to end, which is a matter of a second, and then stops it in order.
/// </summary>
internal sealed partial class ServiceLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs the service until a signal comes, or until it stops itself.</summary>
    public static async Task RunAsync(WebApplication app, Func<CancellationToken, Task> prepare, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var signals = new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT }
            .Select(signal => PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                ending.Cancel();
            }))
            .ToList();
        try
        {
            await prepare(ending.Token);
            await app.StartAsync(CancellationToken.None);
            Log.Started(app.Services.GetRequiredService<ILogger<ServiceLifetime>>());
            await app.WaitForShutdownAsync(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Stopped before it had started: nothing to finish.
        }
        finally
        {
            signals.ForEach(signal => signal.Dispose());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Application started; SIGTERM or Ctrl-C stops it")]
        public static partial void Started(ILogger logger);
    }
}
