using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Vigie.Storage;

namespace Vigie.Collector.Scheduling;

/// <summary>Sets Quartz up: in memory on SQLite, its clustered store on PostgreSQL.</summary>
internal static class ScheduleServices
{
    public static void AddSchedule(this IServiceCollection services, CollectorOptions options, StorageOptions storage)
    {
        var clustered = options.Schedule.Clustered ?? storage.Provider == StorageProvider.Postgres;
        services.Configure<QuartzSchedulerOptions>(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
        services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(options.Schedule.Concurrency);
            if (clustered)
            {
                quartz.UsePersistentStore(store =>
                {
                    store.ProvisionSchema();
                    store.UsePostgres(ConnectionStrings.Postgres(storage));
                    store.UseSystemTextJsonSerializer(_ => { });
                    store.UseClustering(cluster => cluster.CheckinInterval = options.Schedule.CheckinEvery);
                });
            }
        });
        // Not Quartz's own hosted service: a database that is away when it starts would end the process.
        services.AddHostedService<SourceSchedule>();
    }
}
