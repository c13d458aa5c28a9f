using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Vigie.Collector.Http;

/// <summary>
/// Time-out inside retry inside circuit breaker, one pipeline a source. A short announced wait is waited for in place; a longer one is handed
/// to the caller, who keeps it with the source. Only safe methods are tried again.
/// </summary>
internal sealed class ResilienceHandler : DelegatingHandler
{
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public ResilienceHandler(HttpLimits limits, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            // Eight failures in a row, not a rate: a source is asked a few times a minute.
            FailureRatio = 1.0,
            MinimumThroughput = limits.CircuitFailures,
            SamplingDuration = TimeSpan.FromMinutes(30),
            BreakDuration = limits.CircuitPause,
            ShouldHandle = arguments => ValueTask.FromResult(IsPassingFault(arguments.Outcome)),
        });
        if (limits.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = limits.Retries,
                Delay = limits.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                MaxDelay = TimeSpan.FromMinutes(5),
                ShouldHandle = arguments => ValueTask.FromResult(
                    IsPassingFault(arguments.Outcome) || IsShortWait(arguments.Outcome.Result, limits.WaitInPlace, time)),
                DelayGenerator = arguments => ValueTask.FromResult(AnnouncedWait(arguments.Outcome.Result, time)),
                // Without this the connection of each failed attempt stays taken.
                OnRetry = arguments =>
                {
                    arguments.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            });
        }

        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = limits.AttemptTimeout });
        _pipeline = builder.Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            return await _pipeline.ExecuteAsync(
                async (attempt, state) => await base.SendAsync(state, attempt.CancellationToken),
                context,
                request);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool IsPassingFault(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout } => true,
        { Result: { StatusCode: HttpStatusCode.ServiceUnavailable } response } => response.Headers.RetryAfter is null,
        _ => false,
    };

    private static bool IsShortWait(HttpResponseMessage? response, TimeSpan most, TimeProvider time) =>
        response is { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable }
        && AnnouncedLimit.Until(response.Headers, time.GetUtcNow()) is { } until
        && until - time.GetUtcNow() <= most;

    private static TimeSpan? AnnouncedWait(HttpResponseMessage? response, TimeProvider time) =>
        response is { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable }
        && AnnouncedLimit.Until(response.Headers, time.GetUtcNow()) is { } until
            ? until - time.GetUtcNow()
            : null;
}
