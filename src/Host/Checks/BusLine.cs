using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Vigie.Host.Messaging;

namespace Vigie.Host.Checks;

/// <summary>Looks whether the broker takes us in.</summary>
internal static class BusLine
{
    private const string What = "bus";

    public static async Task<CheckLine> LookAsync(BusOptions options, CancellationToken cancellationToken)
    {
        if (options.Transport == BusTransport.InMemory)
            return CheckLine.Well(What, "in memory, inside the process");

        var place = $"rabbitmq://{options.Host}:{options.Port}{options.VirtualHost}";
        var factory = new ConnectionFactory
        {
            HostName = options.Host,
            Port = options.Port,
            VirtualHost = options.VirtualHost,
            UserName = options.UserName,
            Password = options.RevealPassword(),
            Ssl = new SslOption { Enabled = options.Tls, ServerName = options.Host },
            AutomaticRecoveryEnabled = false,
        };
        try
        {
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            return CheckLine.Well(What, $"{place} takes us in");
        }
        catch (BrokerUnreachableException exception)
        {
            return exception.InnerException is AuthenticationFailureException
                ? new CheckLine(What, "refused", $"{place} refuses user name or password")
                : new CheckLine(What, "unreachable", place);
        }
        catch (OperationInterruptedException)
        {
            return new CheckLine(What, "refused", $"{place} refuses the virtual host");
        }
    }
}
