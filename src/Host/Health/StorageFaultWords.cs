using Vigie.Storage;

namespace Vigie.Host.Health;

/// <summary>A fault of the database in words that may be shown: never the driver's own, which can name hosts and users.</summary>
internal static class StorageFaultWords
{
    public static string Of(StorageFault fault) => fault switch
    {
        StorageFault.Full => "disk full",
        StorageFault.NotMigrated => "not migrated: run vigie migrate",
        _ => "unreachable",
    };
}
