using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Vigie.Collector.Http;

/// <summary>
/// Time-out inside retry inside circuit breaker, one pipeline a source. An attempt ends with the last byte of the body, so the time-out covers a body
/// that drips. A short announced wait is waited for in place; a longer one is handed to the caller, who keeps it with the source. Only safe
/// methods (GET, HEAD) are tried again.
/// </summary>
internal sealed class ResilienceHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<bool> IsSafe = new("vigie.safe-method");

    private readonly HttpLimits _limits;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public ResilienceHandler(HttpLimits limits, TimeProvider time)
    {
        _limits = limits;
        _time = time;
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        builder.AddStrategy(
            _ => new ConsecutiveFailures(limits.CircuitFailures, limits.CircuitPause, time, PassingFaults.Has),
            new CircuitOptions());
        if (limits.Retries > 0)
            builder.AddRetry(Retry());
        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = limits.AttemptTimeout });
        _pipeline = builder.Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isSafe = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head;
        // A content that can be read once only would be empty the second time.
        if (isSafe && request.Content is not null)
            await request.Content.LoadIntoBufferAsync(cancellationToken);

        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(IsSafe, isSafe);
        try
        {
            return await _pipeline.ExecuteAsync(
                async (attempt, state) => await AttemptAsync(state, attempt.CancellationToken),
                context,
                request);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var received = response.Content;
            response.Content = new ReadBody(await LimitedBody.ReadAsync(received, _limits.MaxBodyBytes, cancellationToken), received);
            received.Dispose();
            return response;
        }
        catch
        {
            // Frees the connection, with whatever is still on its way.
            response.Dispose();
            throw;
        }
    }

    private RetryStrategyOptions<HttpResponseMessage> Retry() => new()
    {
        MaxRetryAttempts = _limits.Retries,
        Delay = _limits.RetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        MaxDelay = TimeSpan.FromMinutes(5),
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Context.Properties.GetValue(IsSafe, defaultValue: false)
            && (PassingFaults.Has(arguments.Outcome) || ShortWait(arguments.Outcome.Result) is not null)),
        DelayGenerator = arguments => ValueTask.FromResult(ShortWait(arguments.Outcome.Result)),
        OnRetry = arguments =>
        {
            arguments.Outcome.Result?.Dispose();
            return ValueTask.CompletedTask;
        },
    };

    // A reset that has passed already would have us ask again at once, several times over: the pause of a retry is the least.
    private TimeSpan? ShortWait(HttpResponseMessage? response) =>
        PassingFaults.AnnouncedWait(response, _time.GetUtcNow()) is { } wait && wait <= _limits.WaitInPlace
            ? wait > _limits.RetryDelay ? wait : _limits.RetryDelay
            : null;

    private sealed class CircuitOptions : ResilienceStrategyOptions;
}
