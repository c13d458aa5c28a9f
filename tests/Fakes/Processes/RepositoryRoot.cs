namespace Vigie.Fakes.Processes;

/// <summary>The folder of the checkout that the tests were built from.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Monitor.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests must run from a build inside the checkout: Monitor.sln was not found above them.");
    }
}
