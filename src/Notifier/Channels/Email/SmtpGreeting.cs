using System.Text;
using Vigie.Core.Deliveries;

namespace Vigie.Notifier.Channels.Email;

/// <summary>Says hello to a mail server and leaves: finds out whether it is one and offers what is set up, without sending anything.</summary>
internal static class SmtpGreeting
{
    public static async Task<DeliveryResult> CheckAsync(Stream stream, EmailOptions options, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var greeting = await ReplyAsync(reader, cancellationToken);
        if (!greeting.StartsWith("220", StringComparison.Ordinal))
            return new DeliveryResult(DeliveryCategory.Unavailable, "what listens there is no mail server, or it is closed");

        await stream.WriteAsync("EHLO vigie\r\n"u8.ToArray(), cancellationToken);
        var offers = await ReplyAsync(reader, cancellationToken);
        await stream.WriteAsync("QUIT\r\n"u8.ToArray(), cancellationToken);
        return options.StartTls == StartTls.Always && !offers.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase)
            ? new DeliveryResult(DeliveryCategory.Configuration, "the server does not offer STARTTLS")
            : DeliveryResult.Success("reachable");
    }

    // A reply ends with the line whose code is followed by a blank; a server that never ends it is not a mail server.
    private static async Task<string> ReplyAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var reply = new StringBuilder();
        for (var lines = 0; lines < 100 && await reader.ReadLineAsync(cancellationToken) is { } line; lines++)
        {
            reply.AppendLine(line);
            if (line.Length < 4 || line[3] != '-')
                break;
        }

        return reply.ToString();
    }
}
