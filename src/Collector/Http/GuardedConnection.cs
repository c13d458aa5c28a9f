using System.Net;
using System.Net.Sockets;
using Vigie.Collector.Sources.Feeds;

namespace Vigie.Collector.Http;

/// <summary>
/// Opens the connections of one source. The address that was judged is the one that is connected to: a name that leads to a public address when a
/// redirect is judged and to a private one a moment later (DNS rebinding) gets nowhere.
/// </summary>
/// <remarks>
/// Hosts that the configuration names are called wherever their name leads: a feed on the brand's own intranet is the operator's choice. When one of
/// them is itself a private address or a local name, so is the rest of that network.
/// </remarks>
/// <param name="configured">Addresses that the configuration of the source names.</param>
internal sealed class GuardedConnection(IEnumerable<Uri> configured)
{
    private readonly HashSet<string> _hosts = [.. configured.Select(address => address.IdnHost)];
    private readonly bool _isAtHome = configured.Any(IsLocal);

    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = _isAtHome || _hosts.Contains(host) || IsProxy(context) ? found : Array.FindAll(found, address => !NetworkPlace.IsPrivate(address));
        if (allowed.Length == 0 && found.Length > 0)
            throw new PrivatePlaceException();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // The proxy of the operator (HTTPS_PROXY and its like) may lie where it likes; what it lets through is its own affair.
    private static bool IsProxy(SocketsHttpConnectionContext context) =>
        context.InitialRequestMessage.RequestUri is { } target
        && !HttpClient.DefaultProxy.IsBypassed(target)
        && HttpClient.DefaultProxy.GetProxy(target) is { } proxy
        && string.Equals(proxy.IdnHost, context.DnsEndPoint.Host, StringComparison.OrdinalIgnoreCase)
        && proxy.Port == context.DnsEndPoint.Port;

    private static bool IsLocal(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.DnsSafeHost, out var literal) && NetworkPlace.IsPrivate(literal));
}
