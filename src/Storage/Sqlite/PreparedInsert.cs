using Vigie.Storage.Writing;

namespace Vigie.Storage.Sqlite;

/// <summary>One prepared <c>insert … on conflict do nothing</c>, run for each row: the fastest way into SQLite, where a round trip costs nothing.</summary>
internal static class PreparedInsert
{
    public static async Task EachAsync<T>(MonitorDb db, IReadOnlyList<T> rows, Action<T> inserted, CancellationToken cancellationToken)
        where T : class
    {
        if (rows.Count == 0)
            return;

        var map = ColumnMap.Of<T>(db);
        var names = string.Join(", ", map.Columns.Select(column => column.Name));
        var values = string.Join(", ", map.Columns.Select((_, i) => $"@p{i}"));
        await using var command = await SqliteDialect.CommandAsync(
            db, $"insert into {map.Table} ({names}) values ({values}) on conflict do nothing", cancellationToken);
        for (var i = 0; i < map.Columns.Count; i++)
            command.Parameters.Add(new Microsoft.Data.Sqlite.SqliteParameter { ParameterName = $"@p{i}" });

        foreach (var row in rows)
        {
            for (var i = 0; i < map.Columns.Count; i++)
                command.Parameters[i].Value = map.Columns[i].ValueIn(row) ?? DBNull.Value;
            if (await command.ExecuteNonQueryAsync(cancellationToken) > 0)
                inserted(row);
        }
    }
}
