using System.Net;
using System.Net.Sockets;

namespace Vigie.Collector.Sources.Feeds;

/// <summary>Whether an address leads into our own network. A feed of strangers must not make us call what only we can reach.</summary>
internal static class NetworkPlace
{
    private static readonly IPNetwork[] Private =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "224.0.0.0/3", "::/127", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly string[] LocalEndings = [".localhost", ".local", ".internal", ".lan", ".home.arpa"];

    /// <summary>True when any address of the host is a private one. A host without an address is none: the call to it fails by itself.</summary>
    public static async Task<bool> IsPrivateAsync(Uri address, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(address.DnsSafeHost, out var literal))
            return IsPrivate(literal);
        if (IsLocalName(address.DnsSafeHost))
            return true;
        try
        {
            return (await Dns.GetHostAddressesAsync(address.DnsSafeHost, cancellationToken)).Any(IsPrivate);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public static bool IsPrivate(IPAddress address)
    {
        var plain = Unwrapped(address);
        return Private.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    // An IPv4 address can hide in an IPv6 one: mapped (::ffff:), NAT64 (64:ff9b::) and 6to4 (2002:).
    private static IPAddress Unwrapped(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        return address.GetAddressBytes() switch
        {
            [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, .. var last] => new IPAddress(last),
            [0x20, 0x02, var a, var b, var c, var d, ..] => new IPAddress([a, b, c, d]),
            _ => address,
        };
    }

    private static bool IsLocalName(string host)
    {
        var name = host.TrimEnd('.');
        return !name.Contains('.', StringComparison.Ordinal)
            || LocalEndings.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));
    }
}
