using System.Net.Sockets;
using Npgsql;

namespace Vigie.Storage.Postgres;

/// <summary>Meaning of PostgreSQL's error codes (appendix A of its manual) for a caller that wants to know what to do next.</summary>
internal static class PostgresFaults
{
    public static StorageFault Of(Exception exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }:
                    return StorageFault.Duplicate;
                case PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory }:
                    return StorageFault.Full;
                case PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn }:
                    return StorageFault.NotMigrated;
                // Wrong password or database: nothing of ours changes it, but an operator may at any time.
                case PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidAuthorizationSpecification }:
                    return StorageFault.Unavailable;
                case PostgresException postgres:
                    return postgres.IsTransient ? StorageFault.Unavailable : StorageFault.None;
                case NpgsqlException or SocketException or TimeoutException:
                    return StorageFault.Unavailable;
            }
        }

        return StorageFault.None;
    }
}
