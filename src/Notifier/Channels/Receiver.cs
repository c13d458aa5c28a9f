namespace Vigie.Notifier.Channels;

/// <summary>A configured receiver and the channel that reaches it.</summary>
/// <param name="Name">Configured name.</param>
/// <param name="Channel">Its channel.</param>
public sealed record Receiver(string Name, IChannel Channel);
