using System.CommandLine;
using Vigie.Collector;
using Vigie.Host.Checks;
using Vigie.Host.Configuration;
using Vigie.Host.Messaging;
using Vigie.Notifier;

namespace Vigie.Host.CommandLine;

/// <summary><c>vigie check</c>: is everything that the configuration names well? One line each; exit code 1 when something is not.</summary>
internal sealed class CheckCommand : Command
{
    private readonly Option<string?> _config = ConfigOption.Create();

    public CheckCommand() : base("check", "Looks at configuration, database, bus, each source and each receiver; prints what, state and reason. Saves nothing, tells nobody.")
    {
        Options.Add(_config);
        SetAction(CheckAsync);
    }

    private Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellationToken) => ConfigurationSentence.GuardAsync(async () =>
    {
        await using var services = ToolServices.Build(parsed.GetValue(_config), (collection, configuration) =>
        {
            collection.AddOptions<BusOptions>().Bind(configuration.GetSection(BusOptions.Section)).ValidateDataAnnotations();
            collection.AddVigieSources(configuration);
            collection.AddVigieNotifier(configuration);
        });
        var lines = await CheckRun.LookAsync(services, cancellationToken);
        var (what, state) = (lines.Max(line => line.What.Length), lines.Max(line => line.State.Length));
        foreach (var line in lines)
            Console.WriteLine($"{line.What.PadRight(what)}  {line.State.PadRight(state)}  {line.Reason}");
        return lines.All(line => line.IsWell) ? ExitCodes.Success : ExitCodes.Failure;
    });
}
