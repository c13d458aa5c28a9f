using Microsoft.Data.Sqlite;
using Npgsql;

namespace Vigie.Storage;

/// <summary>Makes connection strings from the options, and the form of them that may be printed.</summary>
public static class ConnectionStrings
{
    /// <summary>The PostgreSQL connection string, from the file where one is named.</summary>
    public static string Postgres(StorageOptions options) =>
        options.ConnectionStringFile is { } file
            ? File.ReadAllText(file).Trim()
            : options.ConnectionString?.Reveal() ?? string.Empty;

    /// <summary>The SQLite connection string. Waits for the writer up to 30 s.</summary>
    public static string Sqlite(StorageOptions options) =>
        new SqliteConnectionStringBuilder { DataSource = options.File, DefaultTimeout = 30, ForeignKeys = true }.ToString();

    /// <summary>Where the data lie, without any credential: for the start line and <c>vigie check</c>.</summary>
    public static string Describe(StorageOptions options)
    {
        if (options.Provider == StorageProvider.Sqlite)
            return $"sqlite:{options.File}";

        var parts = new NpgsqlConnectionStringBuilder(Postgres(options));
        return $"postgres://{parts.Host}:{parts.Port}/{parts.Database}";
    }
}
