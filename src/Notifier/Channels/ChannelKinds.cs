using Vigie.Notifier.Channels.Console;
using Vigie.Notifier.Channels.Email;
using Vigie.Notifier.Channels.Webhook;

namespace Vigie.Notifier.Channels;

/// <summary>Every channel that Vigie speaks. A new one is a folder below this one and a line here; a test fails when the line is missing.</summary>
public static class ChannelKinds
{
    /// <summary>The channels, in alphabetical order.</summary>
    public static IReadOnlyList<ChannelKind> All { get; } =
    [
        new ChannelKind<ConsoleOptions>("console", (setup, options) => new ConsoleChannel(setup, options)),
        new ChannelKind<EmailOptions>("email", (_, options) => new EmailChannel(options)),
        new ChannelKind<WebhookOptions>("webhook", (setup, options) => new WebhookChannel(setup, options)),
    ];

    /// <summary>The channel of that word, or null.</summary>
    public static ChannelKind? Find(string? name) =>
        All.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase));
}
