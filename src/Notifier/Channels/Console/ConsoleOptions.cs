namespace Vigie.Notifier.Channels.Console;

/// <summary>The console has no keys of its own.</summary>
public sealed class ConsoleOptions : ReceiverOptions;
