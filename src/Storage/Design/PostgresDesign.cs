using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Vigie.Storage.Postgres;

namespace Vigie.Storage.Design;

/// <summary>Gives dotnet ef the Postgres context; no server is asked.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresMonitorDb>
{
    public PostgresMonitorDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresMonitorDb>().UseNpgsql("Host=design").Options);
}
