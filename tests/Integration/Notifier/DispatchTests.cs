using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Vigie.Core.Deliveries;
using Vigie.Core.Mentions;
using Vigie.Fakes.Servers;
using Vigie.Storage;
using Vigie.Storage.Entities;
using Vigie.Storage.Sweeping;

namespace Vigie.IntegrationTests.Notifier;

/// <summary>Second tier: sending, recording, trying again, stopping, dying; each on both databases.</summary>
public sealed class DispatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<StorageProvider> Databases => [StorageProvider.Sqlite, StorageProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_delivery_waits_for_its_time_then_is_sent_once_and_recorded(StorageProvider provider)
    {
        await using var notifier = await NotifierHarness.StartAsync(provider, ("PublicAddress", "https://vigie.brand.example/"));
        var id = await notifier.FlagAsync(severity: 3);
        await notifier.RouteAsync(id, await notifier.FlagAsync());

        (await notifier.Dispatch.DispatchAsync(null, default)).ShouldBe(0);
        notifier.Clock.Advance(TimeSpan.FromSeconds(30));
        (await notifier.Dispatch.DispatchAsync(null, default)).ShouldBe(1);
        (await notifier.Dispatch.DispatchAsync(null, default)).ShouldBe(0);

        var delivery = (await notifier.DeliveriesAsync()).ShouldHaveSingleItem();
        (delivery.State, delivery.Attempts, delivery.SentAt).ShouldBe((DeliveryState.Sent, 1, notifier.Clock.GetUtcNow()));
        var alert = (await notifier.AlertsAsync()).ShouldHaveSingleItem();
        alert.Open.ShouldBeFalse();
        (await notifier.ReadAsync(db => db.DeliveryAttempts.SingleAsync())).Category.ShouldBe(DeliveryCategory.Success);
        notifier.Output.ToString().ShouldBe($"[Vigie] Niveau 3 — insulte visant une personne de l'équipe (2 messages), source page, alerte {alert.Id}, https://vigie.brand.example/mentions/{id}\n");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_passing_fault_is_tried_again_under_the_same_id_with_growing_pauses(StorageProvider provider)
    {
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        receiver.AnswerNext(500).AnswerNext(500);
        await using var notifier = await NotifierHarness.StartAsync(provider, Webhook(receiver));
        await notifier.RouteAsync(await notifier.FlagAsync(severity: 4));
        var start = notifier.Clock.GetUtcNow();

        await notifier.Dispatch.DispatchAsync(notifier.Due, default);
        (await notifier.DeliveriesAsync()).Single().NotBefore.ShouldBe(start + TimeSpan.FromSeconds(30));
        notifier.Clock.Advance(TimeSpan.FromSeconds(30));
        await notifier.Dispatch.DispatchAsync(null, default);
        (await notifier.DeliveriesAsync()).Single().NotBefore.ShouldBe(start + TimeSpan.FromSeconds(90));
        notifier.Clock.Advance(TimeSpan.FromSeconds(60));
        await notifier.Dispatch.DispatchAsync(null, default);

        (await notifier.DeliveriesAsync()).Single().State.ShouldBe(DeliveryState.Sent);
        receiver.Calls.Count.ShouldBe(3);
        receiver.Calls.Select(call => call.Id).Distinct().ShouldHaveSingleItem();
        (await notifier.ReadAsync(db => db.DeliveryAttempts.OrderBy(attempt => attempt.Number).Select(attempt => attempt.Category).ToListAsync()))
            .ShouldBe([DeliveryCategory.Transient, DeliveryCategory.Transient, DeliveryCategory.Success]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_permanent_refusal_fails_at_once_and_an_old_delivery_is_given_up(StorageProvider provider)
    {
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        receiver.AnswerNext(410).AnswerNext(500).AnswerNext(500);
        await using var notifier = await NotifierHarness.StartAsync(provider, Webhook(receiver));
        await notifier.RouteAsync(await notifier.FlagAsync(severity: 4));
        await notifier.Dispatch.DispatchAsync(null, default);
        (await notifier.DeliveriesAsync()).Single().State.ShouldBe(DeliveryState.Failed);

        await notifier.RouteAsync(await notifier.FlagAsync(severity: 4, conversation: "c-2"));
        await notifier.Dispatch.DispatchAsync(null, default);
        notifier.Clock.Advance(TimeSpan.FromHours(48));
        await notifier.Dispatch.DispatchAsync(null, default);

        (await notifier.DeliveriesAsync()).ShouldAllBe(delivery => delivery.State == DeliveryState.Failed);
        notifier.Logs.Lines.Count(line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("given up", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_mail_that_only_some_recipients_took_is_a_warning_and_is_counted()
    {
        await using var server = new FakeSmtpServer().Refuse("RCPT", "550 5.1.1 unknown");
        await using var notifier = await NotifierHarness.StartAsync(StorageProvider.Sqlite, [.. Email(server), ("Receivers:mail:To:1", "legal@brand.example")]);
        long refused = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Name == "vigie.notifier.recipients_refused")
                meters.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref refused, value));
        listener.Start();
        await notifier.RouteAsync(await notifier.FlagAsync(severity: 4));

        await notifier.Dispatch.DispatchAsync(null, default);

        var delivery = (await notifier.DeliveriesAsync()).Single();
        delivery.State.ShouldBe(DeliveryState.Sent);
        server.Mails.ShouldHaveSingleItem().Recipients.ShouldBe(["legal@brand.example"]);
        notifier.Logs.Lines.ShouldContain(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("1 of 2 recipients are refused for good", StringComparison.Ordinal));
        notifier.Logs.Lines.ShouldAllBe(line => !line.Contains("desk@brand.example", StringComparison.Ordinal));
        Interlocked.Read(ref refused).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Killed_between_sending_and_recording_the_delivery_is_taken_over_with_the_same_message_id(StorageProvider provider)
    {
        await using var server = new FakeSmtpServer();
        await using var dying = await NotifierHarness.StartAsync(provider, Email(server));
        await using var heir = dying.Another(Email(server));
        await dying.RouteAsync(await dying.FlagAsync(severity: 4));

        // What is left of a process that died after the server's 250: the mail is out, the row is still claimed.
        await dying.Dispatch.DispatchAsync(null, default);
        await dying.ReadAsync(db => db.Deliveries.ExecuteUpdateAsync(update => update
            .SetProperty(delivery => delivery.State, DeliveryState.Sending)
            .SetProperty(delivery => delivery.ClaimedUntil, dying.Clock.GetUtcNow() + TimeSpan.FromSeconds(50))));
        await dying.ReadAsync(db => db.DeliveryAttempts.ExecuteDeleteAsync());
        (await heir.Dispatch.DispatchAsync(null, default)).ShouldBe(0);
        heir.Clock.Advance(TimeSpan.FromSeconds(50));
        (await heir.Dispatch.DispatchAsync(null, default)).ShouldBe(1);

        server.Mails.Count.ShouldBe(2);
        server.Mails.Select(mail => mail.Header("Message-ID")).Distinct().ShouldHaveSingleItem();
        (await heir.DeliveriesAsync()).Single().State.ShouldBe(DeliveryState.Sent);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Stopped_while_sending_the_delivery_is_handed_back_and_the_attempt_is_not_counted(StorageProvider provider)
    {
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        receiver.AnswerNext(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        await using var notifier = await NotifierHarness.StartAsync(provider, [.. Webhook(receiver), ("StopGrace", "00:00:03")]);
        await notifier.RouteAsync(await notifier.FlagAsync(severity: 4));
        using var stopping = new CancellationTokenSource();
        var dispatching = notifier.Dispatch.DispatchAsync(null, stopping.Token);
        await receiver.FirstCall.Task.WaitAsync(Patience);

        await stopping.CancelAsync();
        dispatching.IsCompleted.ShouldBeFalse();
        notifier.Clock.Advance(TimeSpan.FromSeconds(3));
        await dispatching.WaitAsync(Patience);

        var back = (await notifier.DeliveriesAsync()).Single();
        (back.State, back.Attempts, back.ClaimedUntil).ShouldBe((DeliveryState.Pending, 0, null));
        await notifier.Dispatch.DispatchAsync(null, default);
        (await notifier.DeliveriesAsync()).Single().State.ShouldBe(DeliveryState.Sent);
        receiver.Calls.Select(call => call.Id).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Stopped_while_sending_an_answer_within_the_grace_is_still_recorded(StorageProvider provider)
    {
        var answer = new TaskCompletionSource();
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        receiver.AnswerNext(_ => answer.Task);
        await using var notifier = await NotifierHarness.StartAsync(provider, Webhook(receiver));
        await notifier.RouteAsync(await notifier.FlagAsync(severity: 4));
        using var stopping = new CancellationTokenSource();
        var dispatching = notifier.Dispatch.DispatchAsync(null, stopping.Token);
        await receiver.FirstCall.Task.WaitAsync(Patience);

        await stopping.CancelAsync();
        answer.SetResult();
        await dispatching.WaitAsync(Patience);

        (await notifier.DeliveriesAsync()).Single().State.ShouldBe(DeliveryState.Sent);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_receiver_that_never_answers_is_left_after_the_time_limit(StorageProvider provider)
    {
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        receiver.AnswerNext(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        await using var notifier = await NotifierHarness.StartAsync(provider, Webhook(receiver));
        await notifier.RouteAsync(await notifier.FlagAsync(severity: 4));
        var dispatching = notifier.Dispatch.DispatchAsync(null, default);
        await receiver.FirstCall.Task.WaitAsync(Patience);

        notifier.Clock.Advance(TimeSpan.FromSeconds(20));
        await dispatching.WaitAsync(Patience);

        var delivery = (await notifier.DeliveriesAsync()).Single();
        (delivery.State, delivery.LastCategory, delivery.LastReason).ShouldBe((DeliveryState.Pending, DeliveryCategory.Transient, "no answer in time"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Three_processes_at_once_send_each_delivery_once(StorageProvider provider)
    {
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        await using var first = await NotifierHarness.StartAsync(provider, Webhook(receiver));
        await using var second = first.Another(Webhook(receiver));
        await using var third = first.Another(Webhook(receiver));
        var ids = await first.FlagManyAsync(60, i => i.ToString(CultureInfo.InvariantCulture), severity: 4);
        await first.RouteAsync([.. ids]);

        await Task.WhenAll(new[] { first, second, third }.Select(one => Task.Run(() => one.Dispatch.DispatchAsync(null, default))));
        await first.Dispatch.DispatchAsync(null, default);

        receiver.Calls.Count.ShouldBe(60);
        receiver.Calls.Select(call => call.Id).Distinct().Count().ShouldBe(60);
        (await first.DeliveriesAsync()).ShouldAllBe(delivery => delivery.State == DeliveryState.Sent && delivery.Attempts == 1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_clock_sends_when_the_waiting_time_of_a_group_is_over(StorageProvider provider)
    {
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        await using var notifier = await NotifierHarness.StartAsync(provider, Webhook(receiver));
        await notifier.RouteAsync(await notifier.FlagAsync(severity: 2));
        var clock = notifier.Services.GetServices<IHostedService>().Single(service => service.GetType().Name == "DeliveryClock");
        await clock.StartAsync(default);
        notifier.Clock.Advance(TimeSpan.FromSeconds(29));
        receiver.Calls.ShouldBeEmpty();

        // Each step waits until the clock sleeps again, because its timer is made after a look at the database.
        while (!receiver.FirstCall.Task.IsCompleted && notifier.Clock.GetUtcNow() < new DateTimeOffset(2026, 11, 22, 7, 5, 0, TimeSpan.Zero))
        {
            if (notifier.Clock.WaitingTimers > 0)
                notifier.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await receiver.FirstCall.Task.WaitAsync(Patience);
        await clock.StopAsync(default);
        receiver.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_sweep_rings_for_what_is_overdue(StorageProvider provider)
    {
        await using var notifier = await NotifierHarness.StartAsync(provider);
        await notifier.RouteAsync(await notifier.FlagAsync(severity: 2));
        var sweep = notifier.Services.GetServices<ISweep>().Single(one => one.Name == "deliver");

        (await sweep.SweepAsync(default)).ShouldBe(0);
        notifier.Clock.Advance(TimeSpan.FromMinutes(2));
        (await sweep.SweepAsync(default)).ShouldBe(1);

        notifier.Due.ShouldBe([(await notifier.DeliveriesAsync()).Single().Id]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Nothing_that_an_author_wrote_and_no_name_reaches_a_receiver_a_log_or_a_metric(StorageProvider provider)
    {
        const string Text = "SENTINEL-TEXT";
        const string Author = "SENTINEL-AUTHOR";
        const string Name = "SENTINEL-NAME";
        await using var server = new FakeSmtpServer();
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        receiver.AnswerNext(500);
        var tags = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<long>((_, _, values, _) => Keep(values));
        listener.SetMeasurementEventCallback<double>((_, _, values, _) => Keep(values));
        listener.Start();
        await using var notifier = await NotifierHarness.StartAsync(
            provider, [.. Email(server), .. Webhook(receiver), ("Rules:0:Receivers:1", "hook"), ("Rules:0:Receivers:2", "console"), ("Rules:0:Receivers:0", "mail")]);
        await using (var db = await notifier.OpenAsync())
        {
            db.Register.Add(new RegisterEntry { Id = "p-17", Names = [Name], Aliases = [Name], Handles = [Name], Role = "conseillère", Site = "Rouen" });
            await db.SaveChangesAsync();
        }

        foreach (var (category, i) in Enum.GetValues<AbuseCategory>().Select((category, i) => (category, i)))
        {
            await notifier.RouteAsync(await notifier.FlagAsync(
                severity: (short)(i % 5), category: category, conversation: Author + i, text: Text + "\r\nBcc: " + Text, author: Author, incomplete: i % 2 == 0));
        }

        notifier.Clock.Advance(TimeSpan.FromMinutes(1));
        await notifier.Dispatch.DispatchAsync(null, default);

        server.Mails.Count.ShouldBe(8);
        receiver.Calls.Count.ShouldBe(8);
        string[] seen = [.. server.Mails.Select(mail => mail.Everything), .. receiver.Calls.Select(call => call.Headers + call.Body), notifier.Output.ToString(), .. notifier.Logs.Lines, .. tags];
        tags.ShouldNotBeEmpty();
        seen.ShouldAllBe(bytes => !bytes.Contains("SENTINEL", StringComparison.OrdinalIgnoreCase));
        (await notifier.ReadAsync(db => db.Deliveries.Select(delivery => delivery.LastReason).ToListAsync())).ShouldAllBe(reason => !reason!.Contains("SENTINEL", StringComparison.Ordinal));

        void Keep(ReadOnlySpan<KeyValuePair<string, object?>> values)
        {
            foreach (var (key, value) in values)
                tags.Enqueue($"{key}={value}");
        }
    }

    private static (string, string)[] Webhook(FakeWebhookReceiver receiver) =>
    [
        ("Receivers:hook:Channel", "webhook"), ("Receivers:hook:Url", receiver.Address.AbsoluteUri), ("Receivers:hook:Secret", FakeWebhookReceiver.Secret),
        ("Rules:0:Name", "all"), ("Rules:0:Receivers:0", "hook"),
    ];

    private static (string, string)[] Email(FakeSmtpServer server) =>
    [
        ("Receivers:mail:Channel", "email"), ("Receivers:mail:From", "vigie@brand.example"), ("Receivers:mail:To:0", "desk@brand.example"), ("Receivers:mail:Host", "127.0.0.1"),
        ("Receivers:mail:Port", server.Port.ToString(CultureInfo.InvariantCulture)), ("Receivers:mail:StartTls", "Never"), ("Rules:0:Name", "all"), ("Rules:0:Receivers:0", "mail"),
    ];
}
