using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Vigie.Storage.Sqlite;

namespace Vigie.Storage.Design;

/// <summary>Gives dotnet ef the Sqlite context; no server is asked.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteMonitorDb>
{
    public SqliteMonitorDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteMonitorDb>().UseSqlite("Data Source=design.db").Options);
}
