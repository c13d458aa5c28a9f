namespace Vigie.Collector.Sources.Mastodon.Streaming;

/// <summary>Finds out where the server streams.</summary>
internal sealed class StreamingAddress(MastodonApi api, MastodonOptions options)
{
    /// <summary>The configured address; else the announced one (newer servers, then older ones); else the server itself.</summary>
    public async Task<Uri> FindAsync(CancellationToken cancellationToken)
    {
        if (options.StreamingServer is { } configured)
            return configured;

        var newer = await api.GetAsync("/api/v2/instance", cancellationToken);
        if (newer.IsGood && Usable(newer.Json.Object("configuration")?.Object("urls")?.Word("streaming")) is { } address)
            return address;
        var older = await api.GetAsync("/api/v1/instance", cancellationToken);
        if (older.IsGood && Usable(older.Json.Object("urls")?.Word("streaming_api")) is { } olderAddress)
            return olderAddress;
        return new UriBuilder(options.Server!) { Scheme = options.Server!.Scheme == "https" ? "wss" : "ws" }.Uri;
    }

    // The token travels there: an announced address in the clear is not used, except on this machine.
    private static Uri? Usable(string? announced) =>
        Uri.TryCreate(announced, UriKind.Absolute, out var address)
        && (address.Scheme is "wss" or "https" || (address.Scheme is "ws" or "http" && address.IsLoopback))
            ? new UriBuilder(address) { Scheme = address.Scheme is "wss" or "https" ? "wss" : "ws", Port = address.IsDefaultPort ? -1 : address.Port }.Uri
            : null;
}
