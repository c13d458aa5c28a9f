using System.Diagnostics.Metrics;
using MassTransit;
using Microsoft.Extensions.Options;
using Vigie.Core.Contracts;
using Vigie.Core.Telemetry;

namespace Vigie.Host.Messaging;

/// <summary>Rings over MassTransit. With the broker away it gives up after a short time: the row on the shelf is the truth, the sweeper rings again.</summary>
internal sealed partial class BusBell : IBell
{
    private readonly IBus _bus;
    private readonly IOptions<BusOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<BusBell> _logger;
    private readonly Counter<long> _rung;
    private readonly Counter<long> _lost;

    public BusBell(IBus bus, IOptions<BusOptions> options, TimeProvider time, IMeterFactory meters, ILogger<BusBell> logger)
    {
        (_bus, _options, _time, _logger) = (bus, options, time, logger);
        var meter = meters.Create(TelemetryNames.Storage);
        _rung = meter.CreateCounter<long>("vigie.bells.rung", "{bell}", "Bells accepted by the bus.");
        _lost = meter.CreateCounter<long>("vigie.bells.lost", "{bell}", "Bells that the bus did not accept in time; the sweeper rings again.");
    }

    public async Task<bool> RingAsync<T>(T message, CancellationToken cancellationToken) where T : class
    {
        var tag = new KeyValuePair<string, object?>(TelemetryNames.CategoryTag, typeof(T).Name);
        using var timeout = new CancellationTokenSource(_options.Value.PublishTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _bus.Publish(message, either.Token);
            _rung.Add(1, tag);
            return true;
        }
        // Whatever the broker's client throws while it is away, the answer is the same; and the work it rings for is saved already.
        catch (Exception exception)
        {
            _lost.Add(1, tag);
            Log.Lost(_logger, typeof(T).Name, exception.GetType().Name);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Bell {Message} was not accepted by the bus ({Error}); the sweeper rings again")]
        public static partial void Lost(ILogger logger, string message, string error);
    }
}
