using Microsoft.Extensions.Options;
using Vigie.Host.Health;
using Vigie.Storage;

namespace Vigie.Host.Checks;

/// <summary>Looks whether the database answers and has the tables of this program.</summary>
internal static class DatabaseLine
{
    private const string What = "database";

    public static async Task<CheckLine> LookAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        var place = ConnectionStrings.Describe(options);
        // Looking must not make the file.
        if (options.Provider == StorageProvider.Sqlite && !File.Exists(options.File))
            return options.MigratesOnStart ? CheckLine.Well(What, $"{place} does not exist yet and is made at start") : new CheckLine(What, "missing", $"{place}: run vigie migrate");

        try
        {
            var pending = await services.GetRequiredService<MonitorMigrator>().PendingAsync(cancellationToken);
            if (pending.Count == 0)
                return CheckLine.Well(What, $"{place} is reachable and migrated");
            return options.MigratesOnStart
                ? CheckLine.Well(What, $"{place} is reachable; {pending.Count} migrations are applied at start")
                : new CheckLine(What, "not migrated", $"{place} lacks {pending.Count} migrations: run vigie migrate");
        }
        catch (Exception exception) when (services.GetRequiredService<StorageDialect>().FaultOf(exception) is var fault && fault != StorageFault.None)
        {
            return new CheckLine(What, StorageFaultWords.Of(fault), place);
        }
    }
}
