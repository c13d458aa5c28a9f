using Vigie.Collector.Sources;

namespace Vigie.RealTests.Collecting;

/// <summary>Stands before a source and keeps what it answered.</summary>
internal sealed class Witness(ISource source) : ISource
{
    public List<SourceAnswer> Answers { get; } = [];

    public async Task<SourceAnswer> CollectAsync(string? cursor, CancellationToken cancellationToken)
    {
        var answer = await source.CollectAsync(cursor, cancellationToken);
        Answers.Add(answer);
        return answer;
    }
}
