namespace Vigie.Notifier.Channels.Console;

/// <summary>Where console receivers write; a host or a test registers its own.</summary>
/// <param name="Writer">The writer.</param>
public sealed record ConsoleOutput(TextWriter Writer);
