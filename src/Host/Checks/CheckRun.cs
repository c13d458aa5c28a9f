using Microsoft.Extensions.Options;
using Vigie.Collector.Sources;
using Vigie.Host.Messaging;
using Vigie.Notifier.Channels;

namespace Vigie.Host.Checks;

/// <summary>Looks at everything that the configuration names, all at once, each for a limited time.</summary>
internal static class CheckRun
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<CheckLine>> LookAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var catalog = services.GetRequiredService<SourceCatalog>();
        var receivers = services.GetRequiredService<ReceiverBook>();
        var bus = services.GetRequiredService<IOptions<BusOptions>>().Value;

        var looks = new List<Task<CheckLine>>
        {
            LimitAsync("database", time, limited => DatabaseLine.LookAsync(services, limited), cancellationToken),
            LimitAsync("bus", time, limited => BusLine.LookAsync(bus, limited), cancellationToken),
        };
        looks.AddRange(catalog.Sources.Select(source => LimitAsync("source " + source.Name, time, limited => SourceLine.LookAsync(catalog, source, limited), cancellationToken)));
        looks.AddRange(receivers.All.Select(receiver => LimitAsync("receiver " + receiver.Name, time, limited => ChannelLine.LookAsync(receiver, limited), cancellationToken)));
        return [CheckLine.Well("configuration", "every key is known and in its range"), .. await Task.WhenAll(looks)];
    }

    private static async Task<CheckLine> LimitAsync(string what, TimeProvider time, Func<CancellationToken, Task<CheckLine>> look, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await look(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return new CheckLine(what, "no answer", $"within {Longest.TotalSeconds:0} seconds");
        }
        // The edge of one look: whatever it met, the others are still of use. The message may name hosts and users, the type does not.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new CheckLine(what, "error", exception.GetType().Name);
        }
    }
}
