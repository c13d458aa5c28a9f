using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Collector.Intake;
using Vigie.Core.Contracts;
using Vigie.Fakes.Waiting;
using Vigie.Host.Messaging;
using Vigie.Storage;

namespace Vigie.IntegrationTests.Pipeline;

/// <summary>Words and names that must not stand in any line, with the log as wordy as it gets and errors whose messages quote them.</summary>
public sealed class LeakTests : IDisposable
{
    private const string Words = "sentinelwords";
    private const string Name = "Sentinelname";
    private readonly string _folder = Directory.CreateTempSubdirectory("vigie-leak-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task No_line_of_the_log_holds_text_or_author_whatever_fails()
    {
        var flagged = Line("1", $"Vos conseillers sont une bande de connards {Words}");
        var good = Replay("page.jsonl", flagged, $$"""{"id":"2","text":"{{Words}}" broken""", $$"""{"id":3,"text":["{{Words}}"],"author":"{{Name}}"}""", Line("4", $"Merci {Words}"));
        var bad = Replay("broken.jsonl", Line("5", Words));
        await using var host = await PipelineHost.StartAsync(
            StorageProvider.Sqlite,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Logging:LogLevel:Default"] = "Trace",
                ["Logging:LogLevel:Microsoft"] = "Trace",
                ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Trace",
                ["Logging:LogLevel:MassTransit"] = "Trace",
                ["Logging:LogLevel:Quartz"] = "Trace",
                ["Collector:Sources:page:Platform"] = "replay",
                ["Collector:Sources:page:File"] = good,
                ["Collector:Sources:broken:Platform"] = "replay",
                ["Collector:Sources:broken:File"] = bad,
            },
            services =>
            {
                services.AddSingleton<IMentionIntake>(provider => new QuotingIntake(ActivatorUtilities.CreateInstance<MentionIntake>(provider)));
                services.AddSingleton<IBell>(provider => new QuotingBell(ActivatorUtilities.CreateInstance<BusBell>(provider)));
            });

        await host.EventuallyAsync(async db => await db.Verdicts.CountAsync() == 2, "two verdicts");
        await Eventually.BecomesTrueAsync(
            () => Task.FromResult(Has(host, "Source broken: unexpected error", "FormatException") && Has(host, "mentions could not be judged now: unexpected error", "InvalidOperationException")),
            TimeSpan.FromSeconds(30),
            "both errors are logged: " + string.Join('\n', host.Logs.Lines.Where(line => line.Contains("rror", StringComparison.Ordinal)).Take(20)));

        host.Logs.Lines.ShouldAllBe(line => !line.Contains(Words, StringComparison.OrdinalIgnoreCase) && !line.Contains(Name, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Has(PipelineHost host, string words, string type) =>
        host.Logs.Lines.Any(line => line.Contains(words, StringComparison.Ordinal) && line.Contains(type, StringComparison.Ordinal));

    private static string Line(string id, string text) =>
        JsonSerializer.Serialize(new { id, text, author = new { id = Name, name = Name, handle = Name }, permalink = $"https://platform.example/@{Name}/1" });

    private string Replay(string name, params string[] lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private sealed class QuotingIntake(IMentionIntake inner) : IMentionIntake
    {
        public Task<IntakeResult> SaveAsync(IntakeRequest request, CancellationToken cancellationToken) =>
            request.Source == "broken" ? throw new FormatException($"The input string '{Words}' was not in a correct format.") : inner.SaveAsync(request, cancellationToken);
    }

    private sealed class QuotingBell(IBell inner) : IBell
    {
        public Task<bool> RingAsync<T>(T message, CancellationToken cancellationToken) where T : class =>
            message is MentionsFlagged ? throw new InvalidOperationException($"{Name} wrote {Words}") : inner.RingAsync(message, cancellationToken);
    }
}
