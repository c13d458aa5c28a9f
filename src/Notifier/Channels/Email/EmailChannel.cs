using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using Vigie.Core.Deliveries;

namespace Vigie.Notifier.Channels.Email;

/// <summary>Sends one mail over SMTP.</summary>
internal sealed class EmailChannel(EmailOptions options) : IChannel
{
    public string Name => "email";

    public async Task<DeliveryResult> SendAsync(OutgoingAlert alert, CancellationToken cancellationToken)
    {
        try
        {
            using var mail = EmailMessage.Of(alert, options);
            using var client = CreateClient();
            // The client does not watch the token while it connects; the wait does.
            await client.SendMailAsync(mail, cancellationToken).WaitAsync(cancellationToken);
            return DeliveryResult.Success("accepted by the mail server");
        }
        catch (SmtpException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return SmtpFailures.Of(exception, options.To.Count, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && options.PasswordFile is not null && !File.Exists(options.PasswordFile))
        {
            return new DeliveryResult(DeliveryCategory.Configuration, "the password file cannot be read");
        }
        catch (IOException)
        {
            return new DeliveryResult(DeliveryCategory.Transient, "the connection broke");
        }
    }

    public async Task<DeliveryResult> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(options.Host, options.Port, cancellationToken);
            return await SmtpGreeting.CheckAsync(connection.GetStream(), options, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return new DeliveryResult(DeliveryCategory.Unavailable, "nobody listens there");
        }
    }

    private SmtpClient CreateClient()
    {
        var client = new SmtpClient(options.Host, options.Port)
        {
            EnableSsl = options.StartTls == StartTls.Always,
            DeliveryMethod = SmtpDeliveryMethod.Network,
            UseDefaultCredentials = false,
        };
        if (options.UserName is { } user)
            client.Credentials = new NetworkCredential(user, SecretFile.Read(options.Password, options.PasswordFile));
        return client;
    }
}
