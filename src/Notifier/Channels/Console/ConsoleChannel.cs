using Vigie.Notifier.Templates;

namespace Vigie.Notifier.Channels.Console;

/// <summary>Writes one line for each alert.</summary>
internal sealed class ConsoleChannel(ChannelSetup setup, ConsoleOptions options) : IChannel
{
    public string Name => "console";

    public async Task<DeliveryResult> SendAsync(OutgoingAlert alert, CancellationToken cancellationToken)
    {
        var line = AlertLetter.Line(alert, options.Language);
        try
        {
            // One call, so that lines of parallel sends do not mix; synchronised writers have no asynchronous way anyway.
            await setup.Output.WriteAsync((line + "\n").AsMemory(), cancellationToken);
            await setup.Output.FlushAsync(cancellationToken);
            return DeliveryResult.Success("written");
        }
        catch (IOException)
        {
            return new DeliveryResult(Core.Deliveries.DeliveryCategory.Unavailable, "standard output is closed");
        }
    }

    public Task<DeliveryResult> CheckAsync(CancellationToken cancellationToken) =>
        Task.FromResult(DeliveryResult.Success("standard output"));
}
