using System.CommandLine;
using System.Globalization;
using Vigie.Host.CommandLine;

namespace Vigie.Host.Demo;

/// <summary><c>vigie demo</c>: a day on a brand's page, played through all stages. No account, no server, nothing kept.</summary>
internal sealed class DemoCommand : Command
{
    private readonly Option<double> _pace = new("--pace") { Description = "Messages of the day played in a second.", DefaultValueFactory = _ => 3 };
    private readonly Option<int> _port = new("--port") { Description = "Port of the status page on this machine; 0 takes a free one.", DefaultValueFactory = _ => 0 };
    private readonly Option<string> _language = new("--language") { Description = "fr or en.", DefaultValueFactory = _ => Spoken() };
    private readonly Option<bool> _keep = new("--keep") { Description = "Keep the status page open after the day, until Ctrl-C." };

    public DemoCommand() : base("demo", "Plays a day on the page of an invented French brand through all stages; nothing is kept.")
    {
        Options.Add(_pace);
        Options.Add(_port);
        Options.Add(_language);
        Options.Add(_keep);
        _language.AcceptOnlyFromAmong("fr", "en");
        _pace.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 1_000))
                result.AddError("--pace: expected a number above 0, at most 1000.");
        });
        SetAction((parsed, cancellationToken) => ConfigurationSentence.GuardAsync(() => PlayAsync(parsed, cancellationToken)));
    }

    private static string Spoken() =>
        string.Equals(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, "fr", StringComparison.Ordinal) ? "fr" : "en";

    private async Task<int> PlayAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var content = DemoContent.Unpack();
        var words = DemoWords.In(parsed.GetRequiredValue(_language));
        var screen = new DemoScreen(Console.Out, words);
        await using var app = VigieApplication.Build(
            configFile: null, stageWords: null, builder => DemoSettings.Apply(builder, content, screen, parsed.GetRequiredValue(_pace), parsed.GetRequiredValue(_port), words.Language));
        await ServiceStart.PrepareAsync(app.Services, cancellationToken);
        await DemoContent.ImportRegisterAsync(app.Services, cancellationToken);
        await app.StartAsync(cancellationToken);
        screen.Opening(content, app.Urls.First());

        var day = new DemoDay(app.Services, content, screen);
        await day.WatchAsync(cancellationToken);
        if (parsed.GetValue(_keep))
            await screen.KeepOpenAsync(cancellationToken);
        await app.StopAsync(CancellationToken.None);
        await screen.ClosingAsync(await day.SummaryAsync());
        return ExitCodes.Success;
    }
}
