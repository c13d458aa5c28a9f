namespace Vigie.Host.CommandLine;

/// <summary>Exit codes, those of sysexits.h where there is one.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>Something was checked and is not well.</summary>
    public const int Failure = 1;

    /// <summary>The input cannot be read (EX_DATAERR).</summary>
    public const int BadInput = 65;

    /// <summary>The database or the bus cannot be reached (EX_UNAVAILABLE).</summary>
    public const int Unavailable = 69;

    /// <summary>The configuration is wrong (EX_CONFIG).</summary>
    public const int BadConfiguration = 78;
}
