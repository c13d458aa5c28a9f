using System.ComponentModel.DataAnnotations;
using Vigie.Core.Configuration;

namespace Vigie.Storage;

/// <summary>Which database holds everything.</summary>
public sealed class StorageOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Database";

    /// <summary><c>Sqlite</c> (default: nothing to install, one process) or <c>Postgres</c> (any number of processes).</summary>
    [EnumDataType(typeof(StorageProvider))]
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Path of the SQLite file. Default <c>vigie.db</c> in the working folder. Read only with <c>Sqlite</c>.</summary>
    public string File { get; set; } = "vigie.db";

    /// <summary>Npgsql connection string. No default; demanded with <c>Postgres</c> unless <see cref="ConnectionStringFile"/> is set.</summary>
    public Secret? ConnectionString { get; set; }

    /// <summary>File that holds the connection string (a mounted secret). No default; wins over <see cref="ConnectionString"/>.</summary>
    public string? ConnectionStringFile { get; set; }

    /// <summary>Apply missing migrations at start. Default: yes with <c>Sqlite</c>, no with <c>Postgres</c> (run <c>vigie migrate</c> there).</summary>
    public bool? MigrateOnStart { get; set; }

    /// <summary>Whether missing migrations are applied at start, the default of the provider included.</summary>
    public bool MigratesOnStart => MigrateOnStart ?? Provider == StorageProvider.Sqlite;
}
