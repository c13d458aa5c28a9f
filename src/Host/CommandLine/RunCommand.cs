using System.CommandLine;

namespace Vigie.Host.CommandLine;

/// <summary><c>vigie run</c>: the service, until SIGTERM.</summary>
internal sealed class RunCommand : Command
{
    private readonly Option<string?> _stages = new("--stages") { Description = "Stages of this process, e.g. collector,classifier. Default: all." };
    private readonly Option<string?> _config = ConfigOption.Create();

    public RunCommand() : base("run", "Runs the service.")
    {
        Options.Add(_stages);
        Options.Add(_config);
        SetAction(RunAsync);
    }

    public Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => ConfigurationSentence.GuardAsync(async () =>
    {
        await using var app = VigieApplication.Build(parsed.GetValue(_config), parsed.GetValue(_stages));
        await ServiceLifetime.RunAsync(app, token => ServiceStart.PrepareAsync(app.Services, token), cancellationToken);
        return ExitCodes.Success;
    });
}
