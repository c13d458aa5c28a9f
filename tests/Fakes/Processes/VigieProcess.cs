using System.Diagnostics;
using System.Text;

namespace Vigie.Fakes.Processes;

/// <summary>The product as its user starts it: a process of its own, from the build that the tests were built with.</summary>
public sealed class VigieProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private VigieProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Everything it has printed, both streams.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static VigieProcess Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        // The host lies beside the tests that reference it.
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "vigie.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
            start.Environment[key] = value;

        var vigie = new VigieProcess(new Process { StartInfo = start });
        vigie._process.OutputDataReceived += (_, line) => vigie.Keep(line.Data);
        vigie._process.ErrorDataReceived += (_, line) => vigie.Keep(line.Data);
        vigie._process.Start();
        vigie._process.BeginOutputReadLine();
        vigie._process.BeginErrorReadLine();
        return vigie;
    }

    /// <summary>SIGKILL: no time for anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an init system stops a service.</summary>
    /// <returns>How long it took to end.</returns>
    public async Task<TimeSpan> TerminateAsync(TimeSpan limit)
    {
        var began = TimeProvider.System.GetTimestamp();
        using (var kill = Process.Start("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(limit);
        return TimeProvider.System.GetElapsedTime(began);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
    }
}
