using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Vigie.Storage.Sqlite;

/// <summary>The model on SQLite: times are UTC ticks, because SQLite cannot compare or sort <see cref="DateTimeOffset"/> (dotnet/efcore#14082).</summary>
/// <param name="options">Options with the connection.</param>
public sealed class SqliteMonitorDb(DbContextOptions<SqliteMonitorDb> options) : MonitorDb(options)
{
    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();

    private sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
        value => value.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
