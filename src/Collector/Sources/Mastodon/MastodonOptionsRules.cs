namespace Vigie.Collector.Sources.Mastodon;

/// <summary>The rules of <see cref="MastodonOptions"/> that concern more than one key or the form of one.</summary>
internal static class MastodonOptionsRules
{
    public static IEnumerable<string> Problems(MastodonOptions options)
    {
        if (options.Server is not { IsAbsoluteUri: true } server || server.Scheme is not ("https" or "http"))
            yield return "Server: an address such as https://mastodon.example was expected";
        else if (server.Scheme == "http" && !server.IsLoopback)
            yield return "Server: https was expected, the token would travel in the clear";

        if (options.StreamingServer is { } streaming)
        {
            if (!streaming.IsAbsoluteUri || streaming.Scheme is not ("wss" or "ws"))
                yield return "StreamingServer: an address such as wss://streaming.mastodon.example was expected";
            else if (streaming.Scheme == "ws" && !streaming.IsLoopback)
                yield return "StreamingServer: wss was expected, the token would travel in the clear";
            if (!options.Streaming)
                yield return "StreamingServer: Streaming: true was expected with it";
        }

        if (options.Hashtags.Length == 0 && !options.PublicTimeline && !options.Notifications)
            yield return "Hashtags: at least one of Hashtags, PublicTimeline and Notifications was expected";
        if (options.Hashtags.Any(tag => !IsHashtag(tag)))
            yield return "Hashtags: words without the number sign, spaces or slashes were expected";
        if (options.Hashtags.Distinct(StringComparer.OrdinalIgnoreCase).Count() != options.Hashtags.Length)
            yield return "Hashtags: each one once was expected";
        if (options.LocalOnly && options.Hashtags.Length == 0 && !options.PublicTimeline)
            yield return "LocalOnly: Hashtags or PublicTimeline was expected with it";

        if (options.AccessToken is not null && !string.IsNullOrWhiteSpace(options.AccessTokenFile))
            yield return "AccessTokenFile: either this or AccessToken was expected, not both";
        if (options.Notifications && !options.HasToken)
            yield return "Notifications: AccessToken or AccessTokenFile was expected with it";
        if (options.Streaming && !options.HasToken)
            yield return "Streaming: AccessToken or AccessTokenFile was expected with it";
        if (options.BrandAccounts.Any(string.IsNullOrWhiteSpace))
            yield return "BrandAccounts: account names were expected";
    }

    private static bool IsHashtag(string? tag) =>
        !string.IsNullOrEmpty(tag) && !tag.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character is '#' or '/' or '?' or '&');
}
