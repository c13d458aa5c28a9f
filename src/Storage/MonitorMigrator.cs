using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Vigie.Storage;

/// <summary>Brings the tables to the version of this program. EF Core takes a lock in the database, so several processes may call it at once.</summary>
public sealed class MonitorMigrator(IDbContextFactory<MonitorDb> databases, IOptions<StorageOptions> options)
{
    /// <summary>Applies what is missing.</summary>
    /// <returns>Names of the migrations that were applied, oldest first.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Provider == StorageProvider.Sqlite && Path.GetDirectoryName(Path.GetFullPath(options.Value.File)) is { } folder)
            Directory.CreateDirectory(folder);

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        await db.Database.MigrateAsync(cancellationToken);
        return pending;
    }

    /// <summary>Names of migrations that this program knows and the database lacks.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return [.. await db.Database.GetPendingMigrationsAsync(cancellationToken)];
    }
}
