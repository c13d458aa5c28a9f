using System.ComponentModel.DataAnnotations;
using Vigie.Collector.Sources;
using Vigie.Core.Configuration;

namespace Vigie.Collector.Inbound;

/// <summary>A source that calls us: <c>POST /inbound/&lt;name&gt;</c>, signed as Standard Webhooks says. Platform word <c>inbound</c>.</summary>
public sealed class InboundOptions : SourceOptions
{
    /// <summary>Keys of the form <c>whsec_&lt;base64&gt;</c>; several while the sender changes over. Default none: then <see cref="SecretFiles"/> is required.</summary>
    public Secret[] Secrets { get; set; } = [];

    /// <summary>Files that hold such keys, one a line; read again within a minute of a change. Default none.</summary>
    public string[] SecretFiles { get; set; } = [];

    /// <summary>How far the sender's clock and ours may differ; older and newer calls are refused. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Signed calls taken in a minute; further ones are answered with 429 and <c>Retry-After</c>. Calls without a good signature do not count. Default 6000.</summary>
    [Range(1, 1_000_000)]
    public int MaxPerMinute { get; set; } = 6_000;

    /// <inheritdoc />
    public override bool IsAsked => false;

    /// <inheritdoc />
    public override IEnumerable<string> Problems()
    {
        if (Secrets.Length == 0 && SecretFiles.Length == 0)
            yield return "Secrets: at least one key whsec_<base64>, or SecretFiles";
        for (var index = 0; index < Secrets.Length; index++)
        {
            // The binder leaves null for an empty string.
            if (WebhookKey.Parse(Secrets[index]?.Reveal()) is null)
                yield return $"Secrets:{index}: {WebhookKey.Expected}";
        }

        for (var index = 0; index < SecretFiles.Length; index++)
        {
            if (SecretFile.Read(SecretFiles[index]).Problem is { } problem)
                yield return $"SecretFiles:{index}: {problem}";
        }
    }
}
