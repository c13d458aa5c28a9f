namespace Vigie.Storage;

/// <summary>What a failure of the database means for the caller.</summary>
public enum StorageFault
{
    /// <summary>Not a failure of the database: a bug, let it fly.</summary>
    None,

    /// <summary>Cannot be reached, is restarting, timed out, or chose this transaction as the victim of a conflict: try again later.</summary>
    Unavailable,

    /// <summary>No room left on the disk: nothing can be saved until an operator makes some.</summary>
    Full,

    /// <summary>The value breaks a unique key.</summary>
    Duplicate,

    /// <summary>The tables are missing or of another version: <c>vigie migrate</c> has not run.</summary>
    NotMigrated,
}
