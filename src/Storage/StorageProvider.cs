namespace Vigie.Storage;

/// <summary>The databases that Vigie runs on.</summary>
public enum StorageProvider
{
    /// <summary>One file, one process.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or newer.</summary>
    Postgres,
}
