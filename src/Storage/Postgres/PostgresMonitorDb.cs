using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Vigie.Storage.Postgres;

/// <summary>The model on PostgreSQL: times are <c>timestamptz</c> in UTC.</summary>
/// <param name="options">Options with the connection.</param>
public sealed class PostgresMonitorDb(DbContextOptions<PostgresMonitorDb> options) : MonitorDb(options)
{
    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();

    // timestamptz refuses any other offset.
    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        value => value.ToUniversalTime(),
        value => value);
}
