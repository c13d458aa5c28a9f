using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Vigie.Collector.Http;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>An answer of the server with its JSON, or the reason why there is none.</summary>
internal sealed class MastodonAnswer
{
    public MastodonAnswer(HttpAnswer http, JsonElement json)
    {
        Http = http;
        Json = json;
    }

    public MastodonAnswer(SourceRefusal refusal) => Refusal = refusal;

    /// <summary>Status, headers and hash; null when there was no answer.</summary>
    public HttpAnswer? Http { get; }

    /// <summary>The body, when the status is 2xx.</summary>
    public JsonElement Json { get; }

    /// <summary>Why there is no answer.</summary>
    public SourceRefusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Http))]
    public bool IsGood => Http is not null && (int)Http.Status is >= 200 and < 300;

    public int Status => Http is null ? 0 : (int)Http.Status;

    /// <summary>The refusal this answer stands for, when it is not good.</summary>
    public SourceRefusal Refused(MastodonApi api, string scope) => Refusal ?? api.RefusalOf(Http!, scope);
}
