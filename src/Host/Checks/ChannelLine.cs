using Vigie.Core.Deliveries;
using Vigie.Notifier.Channels;

namespace Vigie.Host.Checks;

/// <summary>Asks a channel whether its receiver can be reached; nobody is told anything.</summary>
internal static class ChannelLine
{
    public static async Task<CheckLine> LookAsync(Receiver receiver, CancellationToken cancellationToken)
    {
        var result = await receiver.Channel.CheckAsync(cancellationToken);
        var what = "receiver " + receiver.Name;
        return result.Category == DeliveryCategory.Success
            ? CheckLine.Well(what, $"{receiver.Channel.Name}: {result.Reason}")
            : new CheckLine(what, result.Category.ToString(), $"{receiver.Channel.Name}: {result.Reason}");
    }
}
