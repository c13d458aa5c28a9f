using Microsoft.Extensions.Options;
using Vigie.Host.Messaging;
using Vigie.Storage;

namespace Vigie.Host;

/// <summary>What happens before the stages start: the tables where configured, and the start lines.</summary>
internal static partial class ServiceStart
{
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var storage = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        var bus = services.GetRequiredService<IOptions<BusOptions>>().Value;
        var stages = services.GetRequiredService<StageSelection>();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ServiceStart).FullName!);

        Log.Starting(logger, stages.ToString(), ConnectionStrings.Describe(storage), Describe(bus));
        if (bus.Transport == BusTransport.InMemory)
            Log.VolatileBus(logger);
        if (storage.Provider == StorageProvider.Sqlite)
            Log.SingleProcess(logger);

        if (storage.MigratesOnStart)
        {
            var applied = await services.GetRequiredService<MonitorMigrator>().MigrateAsync(cancellationToken);
            if (applied.Count > 0)
                Log.Migrated(logger, applied.Count);
        }
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
    }
}
