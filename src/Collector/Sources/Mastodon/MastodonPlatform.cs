using Microsoft.Extensions.Logging;
using Vigie.Collector.Sources.Mastodon.Streaming;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>Servers that speak Mastodon's API: Mastodon, GoToSocial and others.</summary>
public sealed class MastodonPlatform() : SourcePlatform<MastodonOptions>("mastodon")
{
    /// <inheritdoc />
    protected override ISource CreateSource(SourceSetup setup, MastodonOptions options)
    {
        var api = new MastodonApi(setup.Http, options, setup.Time);
        var sweep = new StatusSweep(new StatusLookup(api, setup.Loggers.CreateLogger<StatusLookup>()), api, options, setup.Time);
        return new MastodonSource(api, new BrandIdentity(api, options), sweep, options, setup.Time);
    }

    /// <inheritdoc />
    protected override IStreamSource? CreateStream(SourceSetup setup, MastodonOptions options)
    {
        if (!options.Streaming)
            return null;
        var api = new MastodonApi(setup.Http, options, setup.Time);
        return new MastodonStreamSource(api, new BrandIdentity(api, options), new StreamingAddress(api, options), options, setup);
    }
}
