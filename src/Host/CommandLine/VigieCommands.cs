using System.CommandLine;
using Vigie.Host.Demo;

namespace Vigie.Host.CommandLine;

/// <summary>The command line. Without a command the service runs.</summary>
internal static class VigieCommands
{
    public static RootCommand Root()
    {
        var root = new RootCommand("Vigie finds insults and attacks on the people behind a brand's pages and warns those who must act.");
        var run = new RunCommand();
        root.Subcommands.Add(run);
        root.Subcommands.Add(new DemoCommand());
        root.Subcommands.Add(new ClassifyCommand());
        root.Subcommands.Add(new CheckCommand());
        root.Subcommands.Add(new MigrateCommand());
        root.Subcommands.Add(new RegisterCommand());
        foreach (var option in run.Options)
            root.Options.Add(option);
        root.SetAction(run.RunAsync);
        return root;
    }
}
