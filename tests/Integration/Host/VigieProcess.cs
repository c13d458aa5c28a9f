using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Vigie.IntegrationTests.Host;

/// <summary>The built program as a process of its own, in a folder of its own.</summary>
internal sealed class VigieProcess : IAsyncDisposable
{
    private const int Sigterm = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly List<string> _lines = [];

    private VigieProcess(Process process, string folder) => (_process, Folder) = (process, folder);

    /// <summary>The built program.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "vigie");

    public string Folder { get; }

    public StreamWriter Input => _process.StandardInput;

    public static string NewFolder() => Directory.CreateTempSubdirectory("vigie-test-").FullName;

    public static VigieProcess Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new VigieProcess(Process.Start(start)!, folder);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, string[] arguments, string input = "")
    {
        await using var vigie = Start(folder, arguments);
        await vigie.Input.WriteAsync(input);
        vigie.Input.Close();
        var output = vigie._process.StandardOutput.ReadToEndAsync();
        var error = vigie._process.StandardError.ReadToEndAsync();
        await vigie._process.WaitForExitAsync().WaitAsync(Patience);
        return (vigie._process.ExitCode, await output, await error);
    }

    /// <summary>Waits for a line of the log that holds the words.</summary>
    public async Task<string> LineAsync(string words)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            _lines.Add(line);
            if (line.Contains(words, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"'{words}' never came; the log was:\n{string.Join('\n', _lines)}\n{await _process.StandardError.ReadToEndAsync(limit.Token)}");
    }

    /// <summary>Asks the process to stop as an init system does.</summary>
    /// <returns>Exit code and the time it took.</returns>
    public async Task<(int ExitCode, TimeSpan Took)> TerminateAsync()
    {
        var rest = _process.StandardOutput.ReadToEndAsync();
        var watch = Stopwatch.StartNew();
        _ = Kill(_process.Id, Sigterm);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _lines.Add(await rest);
        return (_process.ExitCode, watch.Elapsed);
    }

    /// <summary>Waits for the end that the process comes to by itself.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
