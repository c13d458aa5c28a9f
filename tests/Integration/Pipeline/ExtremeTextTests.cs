using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Collector.Intake;
using Vigie.IntegrationTests.Collector.Intake;
using Vigie.Storage;

namespace Vigie.IntegrationTests.Pipeline;

public sealed class ExtremeTextTests
{
    [Theory, BothDatabases]
    public async Task A_mention_of_1_MB_an_empty_one_and_one_of_only_emoji_get_a_complete_verdict(StorageProvider provider)
    {
        await using var host = await PipelineHost.StartAsync(provider, new Dictionary<string, string?>(StringComparer.Ordinal));
        var intake = host.Services.GetRequiredService<IMentionIntake>();
        var words = string.Concat(Enumerable.Repeat("Bonjour, où est mon colis ? ", 40_000));

        var saved = await intake.SaveAsync(
            new IntakeRequest(
                "page",
                [
                    IntakeBench.Post("huge", words), IntakeBench.Post("one word", new string('a', 1_048_576)), IntakeBench.Post("empty", string.Empty),
                    IntakeBench.Post("emoji", "😡🤬👍🏽👩‍👩‍👧"), IntakeBench.Post("marks", new string('\u0301', 10_000)),
                ]),
            TestContext.Current.CancellationToken);
        saved.NewMentions.Count.ShouldBe(5);
        await host.EventuallyAsync(async db => await db.Verdicts.CountAsync() == 5, "five verdicts; " + string.Join('\n', host.Logs.Lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal))));

        (await host.ReadAsync(db => db.Verdicts.Where(verdict => verdict.Incomplete).CountAsync())).ShouldBe(0);
        (await host.ReadAsync(db => db.Verdicts.Where(verdict => verdict.Flagged).CountAsync())).ShouldBe(0);
        (await host.ReadAsync(db => db.Handovers.CountAsync())).ShouldBe(0);
    }
}
