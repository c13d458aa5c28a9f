using System.Text;
using Vigie.Core.Mentions;

namespace Vigie.Host.Demo;

/// <summary>What the demo prints: plain lines, so that it reads the same in a terminal, a pipe and a log.</summary>
internal sealed class DemoScreen(TextWriter output, DemoWords words)
{
    private readonly TextWriter _output = TextWriter.Synchronized(output);
    private DemoCounts? _last;

    /// <summary>Where the console receiver of the notifier writes its alerts.</summary>
    public TextWriter Alerts => new AlertLines(_output);

    public void Opening(DemoContent content, string address)
    {
        _output.WriteLine(words.Opening(content.Brand, content.Events));
        _output.WriteLine(words.StatusPage(address));
        _output.WriteLine();
    }

    public void Moved(DemoCounts counts)
    {
        if (counts == _last)
            return;
        _last = counts;
        _output.WriteLine(words.Counts(counts));
    }

    public void Interrupted() => _output.WriteLine(words.Interrupted);

    public async Task KeepOpenAsync(CancellationToken cancellationToken)
    {
        await _output.WriteLineAsync(words.KeptOpen);
        var stopped = new TaskCompletionSource();
        await using (cancellationToken.Register(stopped.SetResult))
            await stopped.Task;
    }

    public async Task ClosingAsync(DemoSummary summary)
    {
        await _output.WriteLineAsync();
        await _output.WriteLineAsync(words.Closing(summary));
        foreach (var (category, count) in summary.ByCategory)
            await _output.WriteLineAsync($"  {category.Word(),-12}{count,4}");
        await _output.WriteLineAsync(words.Honesty(summary));
    }

    // The alerts of the console receiver, set apart from the counts.
    private sealed class AlertLines(TextWriter output) : TextWriter
    {
        public override Encoding Encoding => output.Encoding;

        public override void Write(char value) => output.Write(value);

        public override void Write(string? value) => output.Write("  ▲ " + value);

        public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.ToString());
            return Task.CompletedTask;
        }

        public override Task FlushAsync() => output.FlushAsync();
    }
}
