namespace Vigie.Collector.Sources.Bluesky;

/// <summary>The rules between the keys of a Bluesky source.</summary>
internal static class BlueskyRules
{
    public static IEnumerable<string> Problems(BlueskyOptions options) =>
        [.. What(options), .. Account(options), .. Addresses(options), .. Match(options)];

    private static IEnumerable<string> What(BlueskyOptions options)
    {
        if (!options.Pulls && options.Jetstream is null)
            yield return "Notifications: expected at least one of Notifications, OwnPosts, Queries or Jetstream, otherwise nothing is read";
        if (options.Queries.Any(string.IsNullOrWhiteSpace))
            yield return "Queries: expected words to search for, found an empty query";
        if (options.Queries.Distinct(StringComparer.Ordinal).Count() != options.Queries.Length)
            yield return "Queries: expected each query once";
    }

    private static IEnumerable<string> Account(BlueskyOptions options)
    {
        if (options.Notifications && !options.HasAccount)
            yield return "Identifier: expected the account whose notifications are read";
        if (options.OwnPosts && !options.HasAccount)
            yield return "Identifier: expected the account whose own posts are read";
        if (options.Queries.Length > 0 && !options.HasAccount && options.PublicService is null)
            yield return "PublicService: expected a server for the queries, or an account in Identifier";
        if (options.HasAccount && options.AppPassword is null && string.IsNullOrWhiteSpace(options.AppPasswordFile))
            yield return "AppPassword: expected an app password, or AppPasswordFile, for the account in Identifier";
        if (options.AppPassword is not null && !string.IsNullOrWhiteSpace(options.AppPasswordFile))
            yield return "AppPasswordFile: expected either AppPassword or AppPasswordFile, not both";
        if (!options.HasAccount && (options.AppPassword is not null || !string.IsNullOrWhiteSpace(options.AppPasswordFile)))
            yield return "Identifier: expected the account that the app password belongs to";
    }

    private static IEnumerable<string> Addresses(BlueskyOptions options)
    {
        if (!IsSafe(options.Service, "https", "http"))
            yield return "Service: expected an https address (http on this machine only): the app password goes there";
        if (options.PublicService is { } open && !Is(open, "https", "http"))
            yield return "PublicService: expected an http or https address";
        if (!Is(options.Web, "https", "http"))
            yield return "Web: expected an http or https address";
        if (options.Jetstream is { } stream && !Is(stream, "wss", "ws"))
            yield return "Jetstream: expected a wss or ws address";
    }

    private static IEnumerable<string> Match(BlueskyOptions options)
    {
        if (options.Jetstream is not null && options.JetstreamMatch.Dids.Length == 0 && options.JetstreamMatch.Words.Length == 0)
            yield return "JetstreamMatch: expected Dids or Words: the stream carries every post of the network";
        if (options.JetstreamMatch.Dids.Any(did => !AtUri.IsDid(did)))
            yield return "JetstreamMatch:Dids: expected identifiers of the form did:plc:… or did:web:…, not handles";
        if (options.JetstreamMatch.Words.Any(word => !word.Any(char.IsLetterOrDigit)))
            yield return "JetstreamMatch:Words: expected words with at least one letter or digit";
    }

    private static bool Is(Uri address, string secure, string plain) =>
        address.IsAbsoluteUri && (address.Scheme == secure || address.Scheme == plain);

    private static bool IsSafe(Uri address, string secure, string plain) =>
        Is(address, secure, plain) && (address.Scheme == secure || address.IsLoopback);
}
