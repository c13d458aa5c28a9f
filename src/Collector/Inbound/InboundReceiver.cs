using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vigie.Collector.Intake;

namespace Vigie.Collector.Inbound;

/// <summary>Takes one call: size, signature, reading, saving, in this order. It is answered with success after the commit only.</summary>
internal sealed partial class InboundReceiver(
    IInboundSources sources, InboundKeyring keyring, InboundGuard guard, IMentionIntake intake, InboundMetrics metrics, TimeProvider time, ILogger<InboundReceiver> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    public async Task ReceiveAsync(HttpContext context, string source)
    {
        var options = sources.Find(source);
        using var place = await guard.EnterAsync(context.RequestAborted);
        if (!place.IsAcquired)
        {
            Refuse(context, InboundRefusal.TooMany, StatusCodes.Status503ServiceUnavailable);
            SayWhen(context, RetryAfter);
            return;
        }

        if (await InboundBody.ReadAsync(context.Request, context.RequestAborted) is not { } body)
        {
            Refuse(context, InboundRefusal.TooLarge, StatusCodes.Status413PayloadTooLarge);
            return;
        }

        // An unknown source goes the whole way with a key that nobody has, so that the time tells nothing.
        var (id, distrust) = options is null
            ? Check(context.Request, body, keyring.Nobody, TimeSpan.FromMinutes(5))
            : Check(context.Request, body, keyring.Of(source, options), options.Tolerance);
        if (options is null)
        {
            Refuse(context, InboundRefusal.UnknownSource, StatusCodes.Status404NotFound);
        }
        else if (distrust is { } reason)
        {
            Refuse(context, reason, StatusCodes.Status401Unauthorized);
        }
        else if (guard.Count(source, options.MaxPerMinute) is { } wait)
        {
            Refuse(context, InboundRefusal.TooMany, StatusCodes.Status429TooManyRequests);
            SayWhen(context, wait);
        }
        else
        {
            await TakeAsync(context, source, id, body);
        }
    }

    private (string Id, InboundRefusal? Distrust) Check(HttpRequest request, byte[] body, IReadOnlyList<byte[]> keys, TimeSpan tolerance)
    {
        if (WebhookHeaders.Read(request.Headers) is not { } headers)
            return (string.Empty, InboundRefusal.Unsigned);
        var isSigned = WebhookSignature.Verifies(keys, headers.Id, headers.Timestamp, body, headers.Signature);
        var isStale = (time.GetUtcNow() - headers.SentAt).Duration() > tolerance;
        return (headers.Id, !isSigned ? InboundRefusal.BadSignature : isStale ? InboundRefusal.Stale : null);
    }

    private async Task TakeAsync(HttpContext context, string source, string id, byte[] body)
    {
        var reading = InboundEvents.Read(body);
        if (reading.Event is null)
        {
            Refuse(context, InboundRefusal.Malformed, StatusCodes.Status400BadRequest);
            Log.Malformed(logger, source, reading.Problem);
            // The signature was good: the sender may know what is wrong. The reason names keys and types, never content.
            await context.Response.WriteAsJsonAsync(new { error = reading.Problem }, context.RequestAborted);
            return;
        }

        var result = await intake.SaveAsync(new IntakeRequest(source, [reading.Event]) { WebhookId = id }, context.RequestAborted);
        switch (result.Outcome)
        {
            case IntakeOutcome.Saved:
                metrics.Accepted(source);
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                break;
            case IntakeOutcome.AlreadyTaken:
                metrics.Repeated(source);
                context.Response.StatusCode = StatusCodes.Status200OK;
                break;
            default:
                Refuse(context, InboundRefusal.Storage, StatusCodes.Status503ServiceUnavailable);
                SayWhen(context, RetryAfter);
                Log.NotSaved(logger, source, result.Outcome);
                break;
        }
    }

    private static void SayWhen(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private void Refuse(HttpContext context, InboundRefusal reason, int status)
    {
        metrics.Refused(reason);
        context.Response.StatusCode = status;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1402, Level = LogLevel.Information, Message = "Inbound source {Source}: a signed call cannot be read and was refused ({Problem})")]
        public static partial void Malformed(ILogger logger, string source, string? problem);

        [LoggerMessage(EventId = 1403, Level = LogLevel.Warning, Message = "Inbound source {Source}: a signed call was not saved ({Outcome}); the sender is told to try again")]
        public static partial void NotSaved(ILogger logger, string source, IntakeOutcome outcome);
    }
}
