using Vigie.Host;
using Vigie.Host.CommandLine;

return await VigieCommands.Root().Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = VigieApplication.EndWithin });
