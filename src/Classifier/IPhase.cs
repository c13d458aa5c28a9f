namespace Vigie.Classifier;

/// <summary>One step of the judgement. Reads the context, returns what it adds; the runner merges.</summary>
internal interface IPhase
{
    /// <summary>Name in the evidence.</summary>
    string Name { get; }

    /// <summary>Judges; local phases complete synchronously.</summary>
    ValueTask<PhaseResult> RunAsync(PhaseContext context, CancellationToken cancellationToken);
}
