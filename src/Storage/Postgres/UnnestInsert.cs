using Npgsql;
using Vigie.Storage.Writing;

namespace Vigie.Storage.Postgres;

/// <summary>
/// <c>insert into t (…) select * from unnest(@p0::type[], …) on conflict do nothing</c>: one statement, one plan and one array a column, however
/// many rows there are.
/// </summary>
internal static class UnnestInsert
{
    public static async Task<NpgsqlCommand> CommandAsync<T>(MonitorDb db, IReadOnlyList<T> rows, bool returningKey, CancellationToken cancellationToken)
        where T : class
    {
        var map = ColumnMap.Of<T>(db);
        var names = string.Join(", ", map.Columns.Select(column => column.Name));
        var arrays = string.Join(", ", map.Columns.Select((column, i) => $"@p{i}::{ArrayType(column)}"));
        var returning = returningKey ? $" returning {map.Key}" : string.Empty;
        var command = await PostgresDialect.CommandAsync(
            db, $"insert into {map.Table} ({names}) select * from unnest({arrays}) on conflict do nothing{returning}", cancellationToken);

        for (var i = 0; i < map.Columns.Count; i++)
            command.Parameters.AddWithValue($"p{i}", ArrayOf(map.Columns[i], rows));
        return command;
    }

    // A length is a rule of the column, not of the array.
    private static string ArrayType(Column column) =>
        column.StoreType.StartsWith("character varying", StringComparison.Ordinal) ? "text[]" : column.StoreType + "[]";

    private static Array ArrayOf<T>(Column column, IReadOnlyList<T> rows) where T : class
    {
        var array = Array.CreateInstance(column.ElementType, rows.Count);
        for (var i = 0; i < rows.Count; i++)
            array.SetValue(column.ValueIn(rows[i]), i);
        return array;
    }
}
