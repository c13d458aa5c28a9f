using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Core.Deliveries;
using Vigie.Fakes.Databases;
using Vigie.Fakes.Processes;
using Vigie.Fakes.Servers;
using Vigie.Fakes.Waiting;
using Vigie.Storage;

namespace Vigie.IntegrationTests.Soak;

/// <summary>
/// Nothing lost: three processes on PostgreSQL and RabbitMQ, killed at random while they work, the broker away for ten seconds, the database
/// restarted. Real time is its subject; its size is <c>VIGIE_TEST_SOAK_MENTIONS</c>.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 6;
    private static readonly TimeSpan BrokerAway = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReplayTime = TimeSpan.FromSeconds(30);
    private static readonly int Mentions = int.Parse(Environment.GetEnvironmentVariable("VIGIE_TEST_SOAK_MENTIONS") ?? "5000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Every_mention_gets_one_verdict_and_every_flagged_one_reaches_each_receiver_whoever_dies()
    {
        await using var servers = await TestServers.StartAsync();
        using var mail = new SoakMailbox();
        await using var hook = await FakeWebhookReceiver.StartAsync();
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        output.WriteLine($"{Mentions} mentions, seed {seed}");
        await using var database = await TestDatabase.CreateAsync(StorageProvider.Postgres, servers.Postgres);
        await using var services = database.Services();
        var databases = services.GetRequiredService<IDbContextFactory<MonitorDb>>();
        var dialect = services.GetRequiredService<StorageDialect>();
        using var replay = SoakReplay.Write(Mentions);
        var settings = SoakSettings.Of(database, servers, replay, mail.Server, hook, Mentions / ReplayTime.TotalSeconds);
        await using var stages = SoakStages.Start(settings);

        var victims = SoakStages.VictimsOf(random, Kills);

        // Spread over the replay: kills, the broker in the middle, the database later.
        for (var kill = 1; kill <= Kills; kill++)
        {
            await ProgressAsync(databases, stages, kill / (Kills + 2.0));
            await stages.KillAsync(victims[kill - 1]);
            output.WriteLine($"kill {kill}: {victims[kill - 1]}");
            if (kill == Kills / 2)
            {
                await servers.StopRabbitAsync();
                await Eventually.PauseAsync(BrokerAway);
                await servers.StartRabbitAsync();
                output.WriteLine($"RabbitMQ was away for {BrokerAway.TotalSeconds:F0} s and its start");
            }
        }

        await servers.StopPostgresAsync();
        await servers.StartPostgresAsync();
        output.WriteLine("PostgreSQL was restarted");

        await Eventually.BecomesTrueAsync(() => IsDoneAsync(databases, dialect, stages), TimeSpan.FromMinutes(4) + (ReplayTime * 4), "everything is judged and delivered");
        await AssertNothingLostAsync(databases, mail, hook);
        foreach (var (stage, took) in await stages.TerminateAsync())
            took.ShouldBeLessThan(TimeSpan.FromSeconds(10), $"{stage} stops cleanly");
    }

    private static async Task ProgressAsync(IDbContextFactory<MonitorDb> databases, SoakStages stages, double share) =>
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                stages.AssertAlive();
                await using var db = await databases.CreateDbContextAsync();
                return await db.Verdicts.CountAsync() >= Mentions * share;
            },
            TimeSpan.FromMinutes(5),
            $"{share:P0} of the mentions are judged");

    private static async Task<bool> IsDoneAsync(IDbContextFactory<MonitorDb> databases, StorageDialect dialect, SoakStages stages)
    {
        stages.AssertAlive();
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            return await db.Mentions.CountAsync() == Mentions
                && !await db.Handovers.AnyAsync()
                && !await db.Deliveries.AnyAsync(delivery => delivery.State != DeliveryState.Sent);
        }
        catch (Exception exception) when (dialect.FaultOf(exception) == StorageFault.Unavailable)
        {
            // The pool still holds connections to the server that was restarted.
            return false;
        }
    }

    private async Task AssertNothingLostAsync(IDbContextFactory<MonitorDb> databases, SoakMailbox mail, FakeWebhookReceiver hook)
    {
        await using var db = await databases.CreateDbContextAsync();
        var verdicts = await db.Verdicts.AsNoTracking().Select(verdict => new { verdict.MentionId, verdict.Ruleset, verdict.Flagged }).ToListAsync();
        verdicts.Select(verdict => verdict.Ruleset).Distinct().Count().ShouldBe(1);
        verdicts.Count.ShouldBe(Mentions);
        verdicts.Select(verdict => verdict.MentionId).Distinct().Count().ShouldBe(Mentions, "one verdict each");

        var flagged = verdicts.Where(verdict => verdict.Flagged).Select(verdict => verdict.MentionId).ToHashSet();
        flagged.Count.ShouldBeGreaterThan(Mentions / 20, "the replay holds plain insults");
        var links = await db.AlertMentions.AsNoTracking().ToListAsync();
        links.Select(link => link.MentionId).Order().ShouldBe(flagged.Order(), "each flagged mention is in exactly one alert");

        var deliveries = await db.Deliveries.AsNoTracking().ToListAsync();
        var alerts = links.Select(link => link.AlertId).ToHashSet();
        foreach (var (receiver, got) in new[] { ("mailbox", mail.DeliveryIds()), ("hook", hook.Calls.Select(call => Guid.Parse(call.Id)).ToList()) })
        {
            var sent = deliveries.Where(delivery => delivery.Receiver == receiver).ToList();
            sent.Select(delivery => delivery.AlertId).Order().ShouldBe(alerts.Order(), $"one delivery an alert for {receiver}");
            got.Distinct().Order().ShouldBe(sent.Select(delivery => delivery.Id).Order(), $"each arrived at {receiver}");
            output.WriteLine($"{receiver}: {sent.Count} alerts, {got.Count} messages on the wire, {got.Count - sent.Count} second copies with the same id (killed between sending and writing it down)");
        }
    }
}
