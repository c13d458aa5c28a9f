using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Fakes.Databases;
using Vigie.Storage;

namespace Vigie.IntegrationTests.Storage;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task The_migrations_make_exactly_the_model(StorageProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var services = database.Services();
        await using var db = await services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();

        db.Database.HasPendingModelChanges().ShouldBeFalse("the model has changed: run ./build.sh migration NAME");
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        await db.Database.OpenConnectionAsync();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"select {string.Join(", ", entity.GetProperties().Select(property => property.GetColumnName()))} from {entity.GetTableName()}";
            await command.ExecuteNonQueryAsync();
        }
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task Migrating_twice_at_once_is_harmless(StorageProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var services = database.Services();
        var migrator = services.GetRequiredService<MonitorMigrator>();

        var applied = await Task.WhenAll(migrator.MigrateAsync(default), migrator.MigrateAsync(default));

        applied.ShouldAllBe(names => names.Count == 0);
    }
}
