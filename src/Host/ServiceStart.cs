using Microsoft.Extensions.Options;
using Vigie.Classifier;
using Vigie.Collector.Sources;
using Vigie.Host.CommandLine;
using Vigie.Host.Messaging;
using Vigie.Storage;

namespace Vigie.Host;

/// <summary>What happens before the stages start: the tables where configured, and the start lines.</summary>
internal static partial class ServiceStart
{
    private static readonly TimeSpan DatabaseWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DatabasePause = TimeSpan.FromSeconds(2);

    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        // Rules between keys; said here, before anything starts, so that the sentence is the only line.
        services.GetService<IStartupValidator>()?.Validate();
        _ = services.GetService<SourceCatalog>();
        // A lexicon that cannot be loaded must stop the start, not fail each bell.
        _ = services.GetService<MentionClassifier>();
        var storage = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        var bus = services.GetRequiredService<IOptions<BusOptions>>().Value;
        var stages = services.GetRequiredService<StageSelection>();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ServiceStart).FullName!);

        Log.Starting(logger, stages.ToString(), ConnectionStrings.Describe(storage), Describe(bus));
        if (bus.Transport == BusTransport.InMemory)
            Log.VolatileBus(logger);
        if (storage.Provider == StorageProvider.Sqlite)
            Log.SingleProcess(logger);

        await WaitForDatabaseAsync(services, storage, logger, cancellationToken);
    }

    // The schedule and the streams need the database from their first second. While it starts, we wait; when it stays away, the supervisor
    // (systemd, the orchestrator) is told by the exit code and starts us again.
    private static async Task WaitForDatabaseAsync(IServiceProvider services, StorageOptions storage, ILogger logger, CancellationToken cancellationToken)
    {
        var (dialect, migrator, time) = (services.GetRequiredService<StorageDialect>(), services.GetRequiredService<MonitorMigrator>(), services.GetRequiredService<TimeProvider>());
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                await DemandTablesAsync(migrator, storage, logger, cancellationToken);
                return;
            }
            catch (Exception exception) when (dialect.FaultOf(exception) is StorageFault.Unavailable or StorageFault.Full)
            {
                if (time.GetElapsedTime(began) >= DatabaseWithin)
                    throw new CommandProblemException($"the database {ConnectionStrings.Describe(storage)} cannot be reached: gave up after {DatabaseWithin.TotalSeconds:0} seconds.", ExitCodes.Unavailable);
                Log.NoDatabase(logger, dialect.FaultOf(exception), DatabasePause);
                await Task.Delay(DatabasePause, time, cancellationToken);
            }
        }
    }

    private static async Task DemandTablesAsync(MonitorMigrator migrator, StorageOptions storage, ILogger logger, CancellationToken cancellationToken)
    {
        if (storage.MigratesOnStart)
        {
            var applied = await migrator.MigrateAsync(cancellationToken);
            if (applied.Count > 0)
                Log.Migrated(logger, applied.Count);
            return;
        }

        var pending = await migrator.PendingAsync(cancellationToken);
        if (pending.Count > 0)
            throw new CommandProblemException(
                $"the database {ConnectionStrings.Describe(storage)} lacks {pending.Count} migrations of this program: run vigie migrate, or set Database:MigrateOnStart.", ExitCodes.Unavailable);
    }

    private static string Describe(BusOptions bus) =>
        bus.Transport == BusTransport.InMemory ? "in memory" : $"rabbitmq://{bus.Host}:{bus.Port}{bus.VirtualHost}";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Vigie starts: stages {Stages}, database {Database}, bus {Bus}")]
        public static partial void Starting(ILogger logger, string stages, string database, string bus);

        [LoggerMessage(2, LogLevel.Warning, "The bus is in memory: bells rung at the moment of a stop are lost and rung again by the sweeper after the start")]
        public static partial void VolatileBus(ILogger logger);

        [LoggerMessage(3, LogLevel.Warning, "The database is one SQLite file and the schedule is in memory: this must stay the only process")]
        public static partial void SingleProcess(ILogger logger);

        [LoggerMessage(4, LogLevel.Information, "{Count} migrations applied")]
        public static partial void Migrated(ILogger logger, int count);

        [LoggerMessage(5, LogLevel.Warning, "The database cannot be used yet ({Fault}); tried again in {Pause}")]
        public static partial void NoDatabase(ILogger logger, StorageFault fault, TimeSpan pause);
    }
}
