using System.CommandLine;
using Vigie.Classifier;
using Vigie.Classifier.CommandLine;
using Vigie.Classifier.People;
using Vigie.Host.Configuration;

namespace Vigie.Host.CommandLine;

/// <summary><c>vigie classify</c>: JSON Lines in, JSON Lines out. No web host, no database, no bus: it must start at once.</summary>
internal sealed class ClassifyCommand : Command
{
    private readonly Option<string?> _register = new("--register") { Description = "JSON file with the protected people: a list of {\"id\",\"names\",\"aliases\",\"role\",\"site\",\"handles\"}." };
    private readonly Option<string?> _config = ConfigOption.Create();

    public ClassifyCommand() : base("classify", "Judges JSON Lines from standard input, {\"id\",\"text\"} one a line, and writes a judgement for each to standard output.")
    {
        Options.Add(_register);
        Options.Add(_config);
        SetAction(ClassifyAsync);
    }

    private Task<int> ClassifyAsync(ParseResult parsed, CancellationToken cancellationToken) => ConfigurationSentence.GuardAsync(async () =>
    {
        var configuration = new ConfigurationBuilder();
        configuration.AddVigieFiles(parsed.GetValue(_config));
        var root = configuration.Build();
        ConfigurationCheck.Demand(root);
        var options = root.GetSection(ClassifierOptions.Section).Get<ClassifierOptions>() ?? new ClassifierOptions();

        var people = parsed.GetValue(_register) is { } file ? await RegisterInput.ReadAsync(file, cancellationToken) : [];
        var lines = new ClassifyLines(new MentionClassifier(Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System));
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        try
        {
            await lines.RunAsync(input, output, new RegisterSnapshot(people), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // Whoever read the output (head, less) has seen enough, or Ctrl+C: a quiet end.
        }

        return ExitCodes.Success;
    });
}
