using System.Diagnostics;
using Vigie.Fakes.Processes;

namespace Vigie.Fakes.ThirdParty;

/// <summary>Python programs beside this file: implementations that others wrote, to check ours against.</summary>
public static class Python
{
    /// <summary>Starts a program under the first Python on the path that has the module. A missing one is an error, never a skip.</summary>
    public static Process Start(string module, string program, params string[] arguments)
    {
        var file = Path.Combine(RepositoryRoot.Path, "tests", "Fakes", "ThirdParty", program);
        return Run(Interpreter(module), [file, .. arguments]);
    }

    private static string Interpreter(string module) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "python3"))
            .Where(File.Exists)
            .FirstOrDefault(python =>
            {
                using var probe = Run(python, ["-c", "import " + module]);
                probe.WaitForExit();
                return probe.ExitCode == 0;
            })
        ?? throw new InvalidOperationException($"No python3 on the path has the module {module}: run ./build.sh test, or install Debian's python3-{module}.");

    private static Process Run(string python, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(python, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
