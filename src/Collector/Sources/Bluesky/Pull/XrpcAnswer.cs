using System.Text.Json;

namespace Vigie.Collector.Sources.Bluesky.Pull;

/// <summary>What a call came to: a JSON body, or why not.</summary>
internal sealed record XrpcAnswer
{
    public JsonElement Body { get; private init; }

    public ReadOnlyMemory<byte> Hash { get; private init; }

    public RateBudget? Budget { get; private init; }

    public SourceRefusal? Refusal { get; private init; }

    /// <summary>The <c>error</c> of the body, where it has one.</summary>
    public string? Error { get; private init; }

    public static XrpcAnswer Good(JsonElement body, ReadOnlyMemory<byte> hash, RateBudget? budget) => new() { Body = body, Hash = hash, Budget = budget };

    public static XrpcAnswer Refused(SourceRefusal refusal, string? error = null, ReadOnlyMemory<byte> hash = default) =>
        new() { Refusal = refusal, Error = error, Hash = hash };
}
