using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Vigie.Storage.Handovers;
using Vigie.Storage.Leases;
using Vigie.Storage.Postgres;
using Vigie.Storage.Sqlite;
using Vigie.Storage.Sweeping;

namespace Vigie.Storage;

/// <summary>Registers the database that the configuration chose.</summary>
public static class StorageServices
{
    /// <summary>Adds <see cref="IDbContextFactory{TContext}"/> of <see cref="MonitorDb"/>, the dialect and what the stages share over the database.</summary>
    public static IServiceCollection AddVigieStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        services.AddOptions<SweeperOptions>()
            .Bind(configuration.GetSection(SweeperOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();

        // The choice is made once, here; the rest of the options is validated when the host starts.
        var provider = configuration.GetSection(StorageOptions.Section).GetValue<StorageProvider?>(nameof(StorageOptions.Provider)) ?? StorageProvider.Sqlite;
        if (provider == StorageProvider.Postgres)
        {
            services.AddPooledDbContextFactory<PostgresMonitorDb>((provided, builder) =>
                builder.UseNpgsql(ConnectionStrings.Postgres(provided.GetRequiredService<IOptions<StorageOptions>>().Value)));
            services.TryAddSingleton<IDbContextFactory<MonitorDb>, MonitorDbFactory<PostgresMonitorDb>>();
            services.TryAddSingleton<StorageDialect, PostgresDialect>();
        }
        else
        {
            services.AddPooledDbContextFactory<SqliteMonitorDb>((provided, builder) =>
                builder.UseSqlite(ConnectionStrings.Sqlite(provided.GetRequiredService<IOptions<StorageOptions>>().Value)).AddInterceptors(new SqlitePragmas()));
            services.TryAddSingleton<IDbContextFactory<MonitorDb>, MonitorDbFactory<SqliteMonitorDb>>();
            services.TryAddSingleton<StorageDialect, SqliteDialect>();
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MonitorMigrator>();
        services.TryAddSingleton<StorageMetrics>();
        services.TryAddSingleton<LeaseBook>();
        services.TryAddSingleton<HandoverShelf>();
        services.AddHostedService<SweeperService>();
        return services;
    }
}
