using System.Text.RegularExpressions;

namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>Addresses within a feed.</summary>
internal static partial class FeedAddress
{
    /// <summary>Makes an address absolute. What cannot be resolved stays as it is.</summary>
    public static string Resolve(Uri? from, string address)
    {
        address = address.Trim();
        return from is null || Scheme.IsMatch(address) || !Uri.TryCreate(from, address, out var resolved) ? address : resolved.AbsoluteUri;
    }

    /// <summary>Moves a base; a base that is no web address (<c>javascript:</c>, <c>file:</c>) moves nothing.</summary>
    public static Uri? Rebase(Uri? from, string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
            return from;
        var made = from is null ? Uri.TryCreate(address.Trim(), UriKind.Absolute, out var to) : Uri.TryCreate(from, address.Trim(), out to);
        return made && IsWeb(to!) ? to : from;
    }

    /// <summary>Whether a browser can open it without harm.</summary>
    public static bool IsWeb(Uri address) => address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]{0,30}:", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Scheme { get; }
}
