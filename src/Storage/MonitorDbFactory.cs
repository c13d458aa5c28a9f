using Microsoft.EntityFrameworkCore;

namespace Vigie.Storage;

/// <summary>Opens a context of the configured database for one unit of work.</summary>
/// <typeparam name="TDerived">The context of the configured provider.</typeparam>
internal sealed class MonitorDbFactory<TDerived>(IDbContextFactory<TDerived> inner) : IDbContextFactory<MonitorDb>
    where TDerived : MonitorDb
{
    public MonitorDb CreateDbContext() => inner.CreateDbContext();

    public async Task<MonitorDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await inner.CreateDbContextAsync(cancellationToken);
}
