using Microsoft.Extensions.Options;
using Vigie.Notifier.Channels.Console;
using Vigie.Notifier.Routing;

namespace Vigie.Notifier.Channels;

/// <summary>Every receiver by name, made once. <c>vigie check</c> asks each of them.</summary>
public sealed class ReceiverBook : IDisposable
{
    private readonly Dictionary<string, Receiver> _receivers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes the channels of the configured receivers.</summary>
    public ReceiverBook(IOptions<NotifierOptions> options, ConsoleOutput output, TimeProvider time)
    {
        foreach (var (name, section) in options.Value.Receivers)
        {
            var (kind, read) = ReceiverReader.Read(section);
            _receivers[name] = new Receiver(name, kind.Create(new ChannelSetup(name, time, output.Writer), read));
        }

        if (!_receivers.ContainsKey(ReceiverNames.Console))
        {
            var setup = new ChannelSetup(ReceiverNames.Console, time, output.Writer);
            _receivers[ReceiverNames.Console] = new Receiver(ReceiverNames.Console, new ConsoleChannel(setup, new ConsoleOptions()));
        }
    }

    /// <summary>Every receiver.</summary>
    public IReadOnlyCollection<Receiver> All => _receivers.Values;

    /// <summary>The receiver of that name; null when it is not configured any more.</summary>
    public Receiver? Find(string name) => _receivers.GetValueOrDefault(name);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var channel in _receivers.Values.Select(receiver => receiver.Channel).OfType<IDisposable>())
            channel.Dispose();
    }
}
