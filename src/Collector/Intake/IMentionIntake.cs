namespace Vigie.Collector.Intake;

/// <summary>The only way in: cleans, de-duplicates, versions and saves what a source brought, then rings the bell.</summary>
public interface IMentionIntake
{
    /// <summary>Saves events and cursor in one transaction; after commit the classifier is rung for.</summary>
    Task<IntakeResult> SaveAsync(IntakeRequest request, CancellationToken cancellationToken);
}
