using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vigie.Core.Contracts;

namespace Vigie.Benchmarks.Floors;

/// <summary>Bare MassTransit over RabbitMQ: publish and consume ids in batches, in one process, nothing else done.</summary>
internal static class BusFloor
{
    public static async Task<double> MentionsPerSecondAsync(int rabbitPort, int mentions, int batch)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var counter = new Countdown(mentions);
        builder.Services.AddSingleton(counter);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddConsumer<CountingConsumer>();
            bus.AddConfigureEndpointsCallback((_, _, endpoint) =>
            {
                endpoint.PrefetchCount = 8;
                endpoint.ConcurrentMessageLimit = 2;
                if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
                    rabbit.SetQuorumQueue();
            });
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host("127.0.0.1", (ushort)rabbitPort, "/", _ => { });
                rabbit.ConfigureEndpoints(context);
            });
        });
        using IHost host = builder.Build();
        await host.StartAsync();
        var endpoint = host.Services.GetRequiredService<IBus>();
        var ids = Enumerable.Range(0, batch).Select(_ => Guid.CreateVersion7()).ToArray();

        var began = TimeProvider.System.GetTimestamp();
        for (var sent = 0; sent < mentions; sent += batch)
            await endpoint.Publish(new MentionsCollected(ids));
        await counter.Done.WaitAsync(TimeSpan.FromMinutes(5));
        var took = TimeProvider.System.GetElapsedTime(began);

        await host.StopAsync();
        return mentions / took.TotalSeconds;
    }

    internal sealed class Countdown(int mentions)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = mentions;

        public Task Done => _done.Task;

        public void Count(int count)
        {
            if (Interlocked.Add(ref _left, -count) <= 0)
                _done.TrySetResult();
        }
    }

    internal sealed class CountingConsumer(Countdown counter) : IConsumer<MentionsCollected>
    {
        public Task Consume(ConsumeContext<MentionsCollected> context)
        {
            counter.Count(context.Message.MentionIds.Count);
            return Task.CompletedTask;
        }
    }
}
