namespace Vigie.BrowserTests;

/// <summary>Debian's Chromium: <c>VIGIE_TEST_CHROMIUM</c>, else the first one on the path. A missing browser fails the test.</summary>
internal static class Chromium
{
    public static string Executable() =>
        Environment.GetEnvironmentVariable("VIGIE_TEST_CHROMIUM") is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser") })
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No Chromium was found: install the package chromium, or name one in VIGIE_TEST_CHROMIUM.");
}
