using Vigie.Core.Configuration;

namespace Vigie.Notifier.Channels;

/// <summary>A secret from the configuration or from a mounted file; the file wins.</summary>
internal static class SecretFile
{
    // Read at each use: a rotated secret needs no restart.
    public static string? Read(Secret? secret, string? file) => file is null ? secret?.Reveal() : File.ReadAllText(file).Trim();

    public static bool IsMissing(string? file) => file is not null && !File.Exists(file);
}
