using System.CommandLine;
using Vigie.Host.Configuration;
using Vigie.Storage;

namespace Vigie.Host.CommandLine;

/// <summary><c>vigie migrate</c>: brings the tables to the version of this program.</summary>
internal sealed class MigrateCommand : Command
{
    private readonly Option<string?> _config = ConfigOption.Create();

    public MigrateCommand() : base("migrate", "Creates or updates the tables of the configured database.")
    {
        Options.Add(_config);
        SetAction(MigrateAsync);
    }

    private Task<int> MigrateAsync(ParseResult parsed, CancellationToken cancellationToken) => ConfigurationSentence.GuardAsync(async () =>
    {
        await using var services = ToolServices.Build(parsed.GetValue(_config));
        var applied = await services.GetRequiredService<MonitorMigrator>().MigrateAsync(cancellationToken);
        Console.WriteLine(applied.Count == 0 ? "Nothing to do: the tables are up to date." : $"Applied {applied.Count}: {string.Join(", ", applied)}");
        return ExitCodes.Success;
    });
}
