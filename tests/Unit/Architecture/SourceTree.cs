namespace Vigie.UnitTests.Architecture;

/// <summary>The files of the project, found above the built tests.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static IEnumerable<string> CSharpFiles() =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/Migrations/", StringComparison.Ordinal));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Monitor.sln")) ? folder : FindRoot(Directory.GetParent(folder)?.FullName ?? throw new InvalidOperationException("Monitor.sln was not found above the tests."));
}
