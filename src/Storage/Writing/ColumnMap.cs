using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Vigie.Storage.Writing;

/// <summary>How an entity lies in its table, read once from the EF model: the bulk statements are made from it, so a new column needs no new code.</summary>
internal sealed class ColumnMap
{
    private static readonly ConcurrentDictionary<IEntityType, ColumnMap> Cache = new();

    private ColumnMap(IEntityType entity)
    {
        Table = entity.GetTableName()!;
        Columns = [.. entity.GetProperties().Select(property => new Column(property))];
        Key = entity.FindPrimaryKey()!.Properties[0].GetColumnName();
    }

    public string Table { get; }

    public IReadOnlyList<Column> Columns { get; }

    public string Key { get; }

    public static ColumnMap Of<T>(DbContext db) where T : class =>
        Cache.GetOrAdd(db.Model.FindEntityType(typeof(T))!, entity => new ColumnMap(entity));
}
