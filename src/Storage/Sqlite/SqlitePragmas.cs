using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Vigie.Storage.Sqlite;

/// <summary>
/// Settings of each connection: write-ahead log, so that readers never wait for the writer, and a full sync at commit, because a webhook
/// that was answered with 200 must survive a power cut.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "pragma journal_mode = wal; pragma synchronous = full;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
