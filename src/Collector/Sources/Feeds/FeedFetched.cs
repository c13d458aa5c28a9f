using System.Diagnostics.CodeAnalysis;
using Vigie.Collector.Http;

namespace Vigie.Collector.Sources.Feeds;

/// <summary>What fetching came to.</summary>
/// <param name="Answer">The last answer of the chain, whatever its status.</param>
/// <param name="Refusal">Why there is none.</param>
/// <param name="Moved">Where permanent redirects led; null when there were none.</param>
internal sealed record FeedFetched(HttpAnswer? Answer, SourceRefusal? Refusal, Uri? Moved)
{
    [MemberNotNullWhen(true, nameof(Answer))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAnswered => Answer is not null;
}
