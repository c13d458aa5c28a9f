namespace Vigie.Storage.Sweeping;

/// <summary>One thing that a stage looks after regularly: rows that should have moved on and have not, rows that are too old.</summary>
public interface ISweep
{
    /// <summary>Name for logs and metrics, e.g. <c>classify</c>.</summary>
    string Name { get; }

    /// <summary>Looks once and does what is needed.</summary>
    /// <returns>How many rows it had to act on.</returns>
    Task<int> SweepAsync(CancellationToken cancellationToken);
}
