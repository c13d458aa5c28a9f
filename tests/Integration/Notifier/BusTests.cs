using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Vigie.Core.Contracts;
using Vigie.Fakes.Servers;
using Vigie.Notifier;
using Vigie.Storage;

namespace Vigie.IntegrationTests.Notifier;

/// <summary>Both consumers on a real in-memory bus.</summary>
public sealed class BusTests
{
    [Fact]
    public async Task The_classifiers_bell_leads_to_a_delivery_through_both_tiers()
    {
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        await using var notifier = await NotifierHarness.StartAsync(
            StorageProvider.Sqlite,
            services =>
            {
                services.AddSingleton<IHostApplicationLifetime, ApplicationLifetime>();
                services.AddSingleton<IBell, BusBell>();
                services.AddMassTransit(bus =>
                {
                    bus.AddNotifierConsumers();
                    bus.UsingInMemory((context, transport) => transport.ConfigureEndpoints(context));
                });
            },
            ("Receivers:hook:Channel", "webhook"), ("Receivers:hook:Url", receiver.Address.AbsoluteUri), ("Receivers:hook:Secret", FakeWebhookReceiver.Secret),
            ("Rules:0:Name", "all"), ("Rules:0:Receivers:0", "hook"));
        var id = await notifier.FlagAsync(severity: 4);
        var bus = notifier.Services.GetRequiredService<IBusControl>();
        await bus.StartAsync(TimeSpan.FromSeconds(20));

        await bus.Publish(new MentionsFlagged([id]));

        await receiver.FirstCall.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await bus.StopAsync(TimeSpan.FromSeconds(20));
        receiver.Calls.Count.ShouldBe(1);
    }

    private sealed class BusBell(IBus bus) : IBell
    {
        public async Task<bool> RingAsync<T>(T message, CancellationToken cancellationToken) where T : class
        {
            await bus.Publish(message, cancellationToken);
            return true;
        }
    }
}
