using Vigie.Host.CommandLine;

return await VigieCommands.Root().Parse(args).InvokeAsync();
