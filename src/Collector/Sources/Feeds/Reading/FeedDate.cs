using Vigie.Collector.Text;

namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>A date as written, and as understood.</summary>
internal sealed record FeedDate(string Written, DateTimeOffset? At)
{
    public static FeedDate? Read(string written) => written.Length == 0 ? null : new FeedDate(written, PlatformDate.Read(written));
}
