using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Fakes.Databases;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.Benchmarks.Floors;

/// <summary>Bare multi-row insert of the same rows into the same table, one transaction a batch, nothing else done.</summary>
internal static class InsertFloor
{
    public static async Task<double> RowsPerSecondAsync(IReadOnlyList<string> texts, int rows, int batch)
    {
        await using var database = await TestDatabase.CreateAsync(StorageProvider.Postgres);
        await using var services = database.Services();
        var dialect = services.GetRequiredService<StorageDialect>();
        var factory = services.GetRequiredService<IDbContextFactory<MonitorDb>>();
        await InsertAsync(factory, dialect, texts, 0, batch);

        var began = TimeProvider.System.GetTimestamp();
        for (var done = batch; done < rows; done += batch)
            await InsertAsync(factory, dialect, texts, done, batch);
        return (rows - batch) / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task InsertAsync(IDbContextFactory<MonitorDb> factory, StorageDialect dialect, IReadOnlyList<string> texts, int first, int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var rows = Enumerable.Range(first, count).Select(i => new Mention
        {
            Id = Guid.CreateVersion7(),
            Source = "replay",
            ExternalId = $"m{i}",
            Version = 1,
            Text = texts[i % texts.Count],
            ContentHash = new byte[32],
            RawHash = new byte[32],
            AuthorId = "u1",
            CollectedAt = now,
        }).ToList();
        await using var db = await factory.CreateDbContextAsync();
        await dialect.InsertNewAsync(db, rows, CancellationToken.None);
    }
}
