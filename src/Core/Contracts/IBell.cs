namespace Vigie.Core.Contracts;

/// <summary>
/// Tells the next stage that work waits for it. Called after commit, always with a batch. A bell that cannot be rung is counted and
/// logged, never thrown: the sweeper rings again.
/// </summary>
public interface IBell
{
    /// <summary>Publishes the message, waiting a short time at most.</summary>
    /// <returns>False when it was not accepted in that time.</returns>
    Task<bool> RingAsync<T>(T message, CancellationToken cancellationToken) where T : class;
}
