using Vigie.Core.Configuration;
using Vigie.Host.Messaging;

namespace Vigie.Host;

/// <summary>Which stages this process runs: <c>--stages a,b</c>, else the key <c>Stages</c>, else all.</summary>
public sealed class StageSelection
{
    /// <summary>Key of the configuration.</summary>
    public const string Key = "Stages";

    private static readonly Stage[] Talking = [Stage.Collector, Stage.Classifier, Stage.Notifier];
    private readonly HashSet<Stage> _stages;

    private StageSelection(IEnumerable<Stage> stages) => _stages = [.. stages];

    /// <summary>The selected stages, in the order of the data.</summary>
    public IReadOnlyList<Stage> Stages => [.. _stages.Order()];

    /// <summary>Whether this process runs that stage.</summary>
    public bool Has(Stage stage) => _stages.Contains(stage);

    /// <summary>Reads a selection such as <c>collector,classifier</c>; empty means all. Throws <see cref="ConfigurationProblemException"/>.</summary>
    public static StageSelection Parse(string? words)
    {
        if (string.IsNullOrWhiteSpace(words))
            return new StageSelection(Enum.GetValues<Stage>());

        return new StageSelection(words
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Enum.TryParse<Stage>(word, ignoreCase: true, out var stage) && Enum.IsDefined(stage) && !char.IsDigit(word[0])
                ? stage
                : throw new ConfigurationProblemException($"{Key} names '{word}': expected any of collector, classifier, notifier, review, separated by commas.")));
    }

    /// <summary>An in-memory bus reaches this process only: a stage alone on it would talk to nobody.</summary>
    public void Check(BusTransport transport)
    {
        var talking = Talking.Count(Has);
        if (transport == BusTransport.InMemory && talking > 0 && talking < Talking.Length)
            throw new ConfigurationProblemException(
                $"{Key} is '{this}' but Bus:Transport is InMemory, which reaches this process only: expected collector, classifier and notifier together, or Bus:Transport RabbitMq.");
    }

    /// <inheritdoc />
    public override string ToString() => string.Join(',', Stages).ToLowerInvariant();
}
