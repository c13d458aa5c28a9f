using System.CommandLine;
using Vigie.Host.CommandLine;

// Without the library's own handling of signals: it gives a service two seconds to stop and then ends the process in the middle of it.
return await VigieCommands.Root().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
