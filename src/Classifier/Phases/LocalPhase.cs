namespace Vigie.Classifier.Phases;

/// <summary>A phase that only computes: synchronous, linear in the text.</summary>
internal abstract class LocalPhase : IPhase
{
    public abstract string Name { get; }

    public ValueTask<PhaseResult> RunAsync(PhaseContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Run(context));

    public abstract PhaseResult Run(PhaseContext context);
}
