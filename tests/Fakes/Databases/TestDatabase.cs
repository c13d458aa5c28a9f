using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Vigie.Storage;

namespace Vigie.Fakes.Databases;

/// <summary>A migrated database of its own for one test: a real SQLite file, or a real PostgreSQL database. A missing server is an error, never a skip.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Names the server: an Npgsql connection string of an administrator.</summary>
    public const string PostgresVariable = "VIGIE_TEST_POSTGRES";

    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new(StringComparer.Ordinal);
    private readonly Func<ValueTask> _remove;

    private TestDatabase(StorageProvider provider, IReadOnlyDictionary<string, string?> settings, Func<ValueTask> remove)
    {
        (Provider, Settings, _remove) = (provider, settings, remove);
    }

    public StorageProvider Provider { get; }

    /// <summary>The configuration that leads a host to this database.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>Path of the SQLite file.</summary>
    public string File => Settings["Database:File"]!;

    /// <param name="provider">Which database.</param>
    /// <param name="administrator">Administrator of another PostgreSQL server than the one of the test run.</param>
    public static async Task<TestDatabase> CreateAsync(StorageProvider provider, string? administrator = null) =>
        provider == StorageProvider.Sqlite ? await CreateSqliteAsync() : await CreatePostgresAsync(administrator ?? Administrator());

    /// <summary>Services with this database; a test adds the rooms that it is about.</summary>
    public ServiceProvider Services(Action<IServiceCollection, IConfiguration>? add = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Settings)
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?>(StringComparer.Ordinal))
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddMetrics();
        add?.Invoke(services, configuration);
        services.AddVigieStorage(configuration);
        return services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync() => await _remove();

    private static async Task<TestDatabase> CreateSqliteAsync()
    {
        var folder = Directory.CreateTempSubdirectory("vigie-test-");
        var database = new TestDatabase(
            StorageProvider.Sqlite,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Database:Provider"] = nameof(StorageProvider.Sqlite),
                ["Database:File"] = Path.Combine(folder.FullName, "vigie.db"),
            },
            () =>
            {
                SqliteConnection.ClearAllPools();
                folder.Delete(recursive: true);
                return ValueTask.CompletedTask;
            });
        await database.MigrateAsync();
        return database;
    }

    private static async Task<TestDatabase> CreatePostgresAsync(string administrator)
    {
        // Migrating takes longer than copying: once a server for all tests of the run.
        var template = await Templates.GetOrAdd(administrator, server => new Lazy<Task<string>>(() => MakeTemplateAsync(server))).Value;
        var name = $"vigie_{Guid.NewGuid():N}";
        await ExecuteAsync(administrator, $"create database {name} template {template}");
        return new TestDatabase(
            StorageProvider.Postgres,
            PostgresSettings(administrator, name),
            async () => await ExecuteAsync(administrator, $"drop database {name} with (force)"));
    }

    private static Dictionary<string, string?> PostgresSettings(string administrator, string name) => new(StringComparer.Ordinal)
    {
        ["Database:Provider"] = nameof(StorageProvider.Postgres),
        ["Database:ConnectionString"] = new NpgsqlConnectionStringBuilder(administrator) { Database = name, Pooling = true, MaxPoolSize = 20 }.ToString(),
    };

    private static async Task<string> MakeTemplateAsync(string administrator)
    {
        var name = $"vigie_template_{Guid.NewGuid():N}";
        await ExecuteAsync(administrator, $"create database {name}");
        var settings = PostgresSettings(administrator, name);
        var database = new TestDatabase(StorageProvider.Postgres, settings, () => ValueTask.CompletedTask);
        await database.MigrateAsync();
        // A template may have no connection, and a pool keeps one; other tests' pools are left alone.
        await using (var last = new NpgsqlConnection(settings["Database:ConnectionString"]))
            NpgsqlConnection.ClearPool(last);
        return name;
    }

    private static string Administrator() =>
        Environment.GetEnvironmentVariable(PostgresVariable)
        ?? throw new InvalidOperationException(
            $"{PostgresVariable} is not set: run ./build.sh test, or start a server with tests/servers.sh postgres start DIR and export what it prints.");

    private static async Task ExecuteAsync(string administrator, string sql)
    {
        await using var connection = new NpgsqlConnection(administrator + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task MigrateAsync()
    {
        await using var services = Services();
        await services.GetRequiredService<MonitorMigrator>().MigrateAsync(CancellationToken.None);
    }
}
