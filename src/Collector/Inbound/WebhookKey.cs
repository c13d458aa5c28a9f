using System.Buffers.Text;
using System.Text;

namespace Vigie.Collector.Inbound;

/// <summary>The key behind a secret of the form <c>whsec_&lt;base64&gt;</c>.</summary>
internal static class WebhookKey
{
    public const string Prefix = "whsec_";

    /// <summary>Fewest bytes that Standard Webhooks allows.</summary>
    public const int FewestBytes = 24;

    public const string Expected = "whsec_ and the base64 of at least 24 bytes";

    /// <returns>The bytes of the key; null for anything else.</returns>
    public static byte[]? Parse(string? secret)
    {
        if (secret is null || !secret.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var text = Encoding.UTF8.GetBytes(secret[Prefix.Length..]);
        if (!Base64.IsValid(text))
            return null;
        var key = Convert.FromBase64String(secret[Prefix.Length..]);
        return key.Length >= FewestBytes ? key : null;
    }
}
