using System.Globalization;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using Vigie.Core.Deliveries;

namespace Vigie.Notifier.Channels.Email;

/// <summary>What a failure of SMTP means for the delivery. The server's words are not passed on: they may quote addresses.</summary>
internal static class SmtpFailures
{
    /// <param name="exception">What the client threw.</param>
    /// <param name="recipients">How many the mail has.</param>
    /// <param name="options">Of the receiver.</param>
    public static DeliveryResult Of(SmtpException exception, int recipients, EmailOptions options)
    {
        if (exception is SmtpFailedRecipientException)
            return OfRecipients(exception, recipients, options);

        for (Exception? inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case AuthenticationException:
                    return new DeliveryResult(DeliveryCategory.Configuration, "TLS failed: certificate or protocol is not accepted");
                case SocketException socket:
                    return OfSocket(socket.SocketErrorCode);
            }
        }

        if (exception.StatusCode != SmtpStatusCode.GeneralFailure)
            return OfCode((int)exception.StatusCode, options);

        return exception.InnerException is null && options.StartTls == StartTls.Always
            ? new DeliveryResult(DeliveryCategory.Configuration, "the server does not offer STARTTLS, or not the authentication that is set up")
            : new DeliveryResult(DeliveryCategory.Transient, "the connection broke");
    }

    /// <summary>By the reply code of SMTP (RFC 5321, RFC 4954).</summary>
    public static DeliveryResult OfCode(int code, EmailOptions options)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"SMTP {code}");
        return code switch
        {
            421 => new DeliveryResult(DeliveryCategory.Unavailable, reason + ": the server closes"),
            >= 400 and < 500 => new DeliveryResult(DeliveryCategory.Transient, reason),
            // A client that was refused by AUTH goes on without and is refused here.
            530 when options.UserName is null && options.StartTls == StartTls.Never => new DeliveryResult(DeliveryCategory.Configuration, reason + ": the server demands STARTTLS or authentication"),
            530 or 534 or 535 or 538 => new DeliveryResult(DeliveryCategory.Authentication, reason + ": the credentials are refused"),
            500 or 501 or 502 or 503 or 504 => new DeliveryResult(DeliveryCategory.Configuration, reason + ": the server does not understand"),
            >= 500 and < 600 => new DeliveryResult(DeliveryCategory.Permanent, reason + ": the server refuses this mail"),
            _ => new DeliveryResult(DeliveryCategory.Transient, reason + ": an answer that was not expected"),
        };
    }

    // Some of several recipients refused: the others have the mail. A passing refusal is tried again, and the Message-ID lets the others drop the copy.
    private static DeliveryResult OfRecipients(SmtpException exception, int recipients, EmailOptions options)
    {
        var refused = exception is SmtpFailedRecipientsException { InnerExceptions.Length: > 0 } several ? several.InnerExceptions : [(SmtpFailedRecipientException)exception];
        var results = refused.Select(one => OfCode((int)one.StatusCode, options)).ToList();
        if (results.FirstOrDefault(result => result.Category is DeliveryCategory.Transient or DeliveryCategory.Unavailable) is { } passing)
            return passing with { Reason = $"{passing.Reason} for {refused.Length} of {recipients} recipients" };

        return refused.Length < recipients
            ? DeliveryResult.Success($"accepted, but {refused.Length} of {recipients} recipients are refused for good: {results[0].Reason}") with { RefusedRecipients = refused.Length }
            : results[0];
    }

    private static DeliveryResult OfSocket(SocketError error) => error switch
    {
        SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
            or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.TimedOut
            => new DeliveryResult(DeliveryCategory.Unavailable, $"nobody listens there: {error}"),
        _ => new DeliveryResult(DeliveryCategory.Transient, $"the connection broke: {error}"),
    };
}
