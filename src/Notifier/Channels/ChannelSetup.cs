namespace Vigie.Notifier.Channels;

/// <summary>What a channel needs beside its options.</summary>
/// <param name="Receiver">Configured name of the receiver.</param>
/// <param name="Time">Clock.</param>
/// <param name="Output">Where the console channel writes.</param>
public sealed record ChannelSetup(string Receiver, TimeProvider Time, TextWriter Output);
