using Polly;
using Polly.CircuitBreaker;

namespace Vigie.Collector.Http;

/// <summary>
/// A circuit breaker that counts failures in a row, however far apart. Polly's own one measures a ratio within a window: a source that is asked
/// every few minutes would leave the window before it had failed often enough, and one success in it would forbid opening.
/// </summary>
internal sealed class ConsecutiveFailures(
    int most, TimeSpan pause, TimeProvider time, Func<Outcome<HttpResponseMessage>, bool> isFailure) : ResilienceStrategy<HttpResponseMessage>
{
    private readonly Lock _gate = new();
    private int _failures;
    private long? _refusesSince;

    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        if (PauseLeft() is { } left)
            return Outcome.FromException<HttpResponseMessage>(new BrokenCircuitException("The circuit is open after repeated failures.", left));

        var outcome = await callback(context, state);
        if (isFailure(outcome))
            Failed();
        else if (outcome.Exception is not OperationCanceledException)
            Answered();
        return outcome;
    }

    // Moving the time on lets one call through as a trial; others are refused until it has ended.
    private TimeSpan? PauseLeft()
    {
        lock (_gate)
        {
            // By the running time: a clock that is set back must not lengthen the pause.
            if (_refusesSince is not { } since)
                return null;
            var left = pause - time.GetElapsedTime(since);
            if (left > TimeSpan.Zero)
                return left;
            _refusesSince = time.GetTimestamp();
            return null;
        }
    }

    private void Failed()
    {
        lock (_gate)
        {
            if (++_failures >= most)
                _refusesSince = time.GetTimestamp();
        }
    }

    private void Answered()
    {
        lock (_gate)
        {
            _failures = 0;
            _refusesSince = null;
        }
    }
}
