using Microsoft.EntityFrameworkCore;
using Vigie.Core.Deliveries;
using Vigie.Core.Handovers;
using Vigie.Core.Mentions;
using Vigie.Notifier.Routing;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.IntegrationTests.Notifier;

/// <summary>First tier: rules, groups, deduplication with its reasons, two processes at once; each on both databases.</summary>
public sealed class RoutingTests
{
    public static TheoryData<StorageProvider> Databases => [StorageProvider.Sqlite, StorageProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_flagged_mention_becomes_one_alert_and_one_delivery_for_each_receiver(StorageProvider provider)
    {
        await using var notifier = await NotifierHarness.StartAsync(
            provider, ("Receivers:desk:Channel", "console"), ("Rules:0:Name", "all"), ("Rules:0:Receivers:0", "desk"), ("Rules:0:Receivers:1", "console"));
        var id = await notifier.FlagAsync(severity: 3);

        await notifier.RouteAsync(id);

        var alert = (await notifier.AlertsAsync()).ShouldHaveSingleItem();
        (alert.Rule, alert.Source, alert.Person, alert.Severity, alert.Open).ShouldBe(("all", "page", "p-17", (short)3, true));
        var deliveries = await notifier.DeliveriesAsync();
        deliveries.Select(delivery => delivery.Receiver).ShouldBe(["desk", "console"], ignoreOrder: true);
        deliveries.ShouldAllBe(delivery => delivery.State == DeliveryState.Pending && delivery.NotBefore == notifier.Clock.GetUtcNow() + TimeSpan.FromSeconds(30));
        (await notifier.ReadAsync(db => db.Handovers.CountAsync())).ShouldBe(0);
        notifier.Due.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Mentions_of_one_group_share_an_alert_and_others_do_not(StorageProvider provider)
    {
        await using var notifier = await NotifierHarness.StartAsync(provider);
        var first = await notifier.FlagAsync();
        var same = await notifier.FlagAsync();
        var otherPerson = await notifier.FlagAsync(person: "p-18");
        var otherConversation = await notifier.FlagAsync(conversation: "c-2");
        var otherSource = await notifier.FlagAsync(source: "forum");

        await notifier.RouteAsync(first, same, otherPerson, otherConversation, otherSource);

        var links = await notifier.ReadAsync(db => db.AlertMentions.ToListAsync());
        links.Count.ShouldBe(5);
        links.Select(link => link.AlertId).Distinct().Count().ShouldBe(4);
        links.Single(link => link.MentionId == first).AlertId.ShouldBe(links.Single(link => link.MentionId == same).AlertId);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_graver_mention_that_joins_raises_the_alert_and_an_urgent_one_ends_its_waiting(StorageProvider provider)
    {
        await using var notifier = await NotifierHarness.StartAsync(provider);
        await notifier.RouteAsync(await notifier.FlagAsync(severity: 2));
        notifier.Clock.Advance(TimeSpan.FromSeconds(5));
        await notifier.RouteAsync(await notifier.FlagAsync(severity: 3));
        (await notifier.AlertsAsync()).ShouldHaveSingleItem().Severity.ShouldBe((short)3);
        notifier.Due.ShouldBeEmpty();

        await notifier.RouteAsync(await notifier.FlagAsync(severity: 4));

        (await notifier.AlertsAsync()).ShouldHaveSingleItem().Severity.ShouldBe((short)4);
        var delivery = (await notifier.DeliveriesAsync()).ShouldHaveSingleItem();
        delivery.NotBefore.ShouldBe(notifier.Clock.GetUtcNow());
        notifier.Due.ShouldBe([delivery.Id]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_urgent_alert_is_due_at_once(StorageProvider provider)
    {
        await using var notifier = await NotifierHarness.StartAsync(provider);

        await notifier.RouteAsync(await notifier.FlagAsync(severity: 4));

        var delivery = (await notifier.DeliveriesAsync()).ShouldHaveSingleItem();
        delivery.NotBefore.ShouldBe(notifier.Clock.GetUtcNow());
        notifier.Due.ShouldBe([delivery.Id]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_group_alerted_lately_stays_quiet_until_something_graver_or_the_end_of_its_time(StorageProvider provider)
    {
        await using var notifier = await NotifierHarness.StartAsync(provider);
        await notifier.RouteAsync(await notifier.FlagAsync(severity: 3));
        notifier.Clock.Advance(TimeSpan.FromSeconds(31));
        await notifier.Dispatch.DispatchAsync(null, CancellationToken.None);

        await notifier.RouteAsync(await notifier.FlagAsync(severity: 3));
        var quiet = await notifier.AlertsAsync();
        await notifier.RouteAsync(await notifier.FlagAsync(severity: 4));
        var graver = await notifier.AlertsAsync();
        await notifier.Dispatch.DispatchAsync(null, CancellationToken.None);
        notifier.Clock.Advance(TimeSpan.FromHours(1));
        await notifier.RouteAsync(await notifier.FlagAsync(severity: 2));
        var later = await notifier.AlertsAsync();

        quiet.Count.ShouldBe(1);
        graver.Count.ShouldBe(2);
        later.Count.ShouldBe(3);
        (await notifier.ReadAsync(db => db.AlertMentions.CountAsync(link => link.AlertId == quiet[0].Id))).ShouldBe(2);
        foreach (var reason in new[] { RoutingReason.FirstOfGroup, RoutingReason.RepeatedTooSoon, RoutingReason.GraverThanLast })
            notifier.Logs.Lines.ShouldContain(line => line.Contains(reason.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_comes_after_the_claim_opens_a_new_alert(StorageProvider provider)
    {
        await using var notifier = await NotifierHarness.StartAsync(
            provider, ("Rules:0:Name", "all"), ("Rules:0:Receivers:0", "console"), ("Rules:0:RepeatAfter", "00:00:00"));
        await notifier.RouteAsync(await notifier.FlagAsync());
        notifier.Clock.Advance(TimeSpan.FromSeconds(30));
        await notifier.Dispatch.DispatchAsync(null, CancellationToken.None);

        await notifier.RouteAsync(await notifier.FlagAsync());

        (await notifier.AlertsAsync()).Select(alert => alert.Open).ShouldBe([false, true]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_mention_judged_anew_is_not_told_twice_by_one_rule(StorageProvider provider)
    {
        await using var notifier = await NotifierHarness.StartAsync(provider);
        var id = await notifier.FlagAsync();
        await notifier.RouteAsync(id);
        await using (var db = await notifier.OpenAsync())
        {
            db.Handovers.Add(new Handover { Stage = HandoverStage.Notify, MentionId = id, EnqueuedAt = notifier.Clock.GetUtcNow(), DueAt = notifier.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        }

        await notifier.RouteAsync(id);

        (await notifier.AlertsAsync()).Count.ShouldBe(1);
        (await notifier.ReadAsync(db => db.Handovers.CountAsync())).ShouldBe(0);
        notifier.Logs.Lines.ShouldContain(line => line.Contains(nameof(RoutingReason.AlreadyAlerted), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_no_rule_takes_goes_to_the_catch_all_and_is_alarmed(StorageProvider provider)
    {
        await using var notifier = await NotifierHarness.StartAsync(
            provider, ("Receivers:legal:Channel", "console"), ("Rules:0:Name", "threats"), ("Rules:0:When:Categories:0", "Threat"), ("Rules:0:Receivers:0", "console"));

        await notifier.RouteAsync(await notifier.FlagAsync(category: AbuseCategory.Insult));

        (await notifier.AlertsAsync()).ShouldHaveSingleItem().Rule.ShouldBe("unrouted");
        (await notifier.DeliveriesAsync()).ShouldHaveSingleItem().Receiver.ShouldBe("legal");
        notifier.Logs.Lines.ShouldContain(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("unrouted", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_erased_or_unflagged_mention_leaves_the_shelf_without_an_alert(StorageProvider provider)
    {
        await using var notifier = await NotifierHarness.StartAsync(provider);
        var erased = await notifier.FlagAsync();
        var unflagged = await notifier.FlagAsync(flagged: false);
        await notifier.ReadAsync(db => db.Mentions.Where(mention => mention.Id == erased).ExecuteDeleteAsync());

        await notifier.RouteAsync(erased, unflagged);

        (await notifier.AlertsAsync()).ShouldBeEmpty();
        (await notifier.ReadAsync(db => db.Handovers.CountAsync())).ShouldBe(0);
        notifier.Logs.Lines.ShouldContain(line => line.Contains(nameof(RoutingReason.Erased), StringComparison.Ordinal));
        notifier.Logs.Lines.ShouldContain(line => line.Contains(nameof(RoutingReason.NotFlagged), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Three_processes_at_once_route_every_mention_once_and_open_one_alert_a_group(StorageProvider provider)
    {
        await using var first = await NotifierHarness.StartAsync(provider);
        await using var second = first.Another();
        await using var third = first.Another();
        var ids = await first.FlagManyAsync(300, i => $"c-{i % 20}");
        var routers = new[] { first, second, third };
        var random = new Random(7);

        // Overlapping batches of shuffled ids, all at once, while another process claims what is due.
        var work = Enumerable.Range(0, 24).Select(i => (Router: routers[i % 3], Ids: ids.OrderBy(_ => random.Next()).Take(60).ToArray())).ToList();
        await Task.WhenAll(work.Select(item => Task.Run(() => item.Router.RouteAsync(item.Ids))));
        await first.RouteAsync([.. ids]);

        (await first.ReadAsync(db => db.Handovers.CountAsync())).ShouldBe(0);
        (await first.ReadAsync(db => db.AlertMentions.CountAsync())).ShouldBe(300);
        (await first.AlertsAsync()).Count.ShouldBe(20);
        (await first.DeliveriesAsync()).Count.ShouldBe(20);
        routers.SelectMany(router => router.Logs.Lines).ShouldNotContain(line => line.StartsWith("Error", StringComparison.Ordinal) || line.Contains("could not be routed", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Mentions_that_join_while_alerts_are_claimed_are_never_in_an_alert_that_was_already_written(StorageProvider provider)
    {
        await using var router = await NotifierHarness.StartAsync(
            provider, ("UrgentSeverity", "0"), ("Rules:0:Name", "all"), ("Rules:0:Receivers:0", "console"), ("Rules:0:RepeatAfter", "00:00:00"));
        await using var sender = router.Another(
            ("UrgentSeverity", "0"), ("Rules:0:Name", "all"), ("Rules:0:Receivers:0", "console"), ("Rules:0:RepeatAfter", "00:00:00"));
        var ids = await router.FlagManyAsync(200, i => $"c-{i % 4}");

        await Task.WhenAll(
            [.. ids.Chunk(10).Select(batch => Task.Run(() => router.RouteAsync(batch))),
            .. Enumerable.Range(0, 10).Select(_ => Task.Run(() => sender.Dispatch.DispatchAsync(null, CancellationToken.None)))]);
        await router.RouteAsync([.. ids]);
        await sender.Dispatch.DispatchAsync(null, CancellationToken.None);

        // Each alert says how many mentions it speaks of: together all of them, each once.
        var told = sender.Output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Sum(line => int.Parse(line.Split('(')[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        told.ShouldBe(200);
        (await router.DeliveriesAsync()).ShouldAllBe(delivery => delivery.State == DeliveryState.Sent);
    }

    [Fact]
    public async Task A_database_that_is_not_there_leaves_the_mentions_on_the_shelf_and_throws_nothing()
    {
        await using var notifier = await NotifierHarness.StartAsync(StorageProvider.Sqlite);
        var id = await notifier.FlagAsync();
        await notifier.ReadAsync(db => db.Database.ExecuteSqlRawAsync("alter table alerts rename to gone"));

        await notifier.RouteAsync(id);

        var waiting = await notifier.ReadAsync(db => db.Handovers.SingleAsync());
        (waiting.Attempts, waiting.LastFailure).ShouldBe((1, "database: NotMigrated"));
        notifier.Logs.Lines.ShouldContain(line => line.Contains("stay on the shelf", StringComparison.Ordinal));
    }
}
