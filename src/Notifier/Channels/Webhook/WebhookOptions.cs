using System.ComponentModel.DataAnnotations;
using Vigie.Core.Configuration;

namespace Vigie.Notifier.Channels.Webhook;

/// <summary>A receiver of signed HTTP calls (Standard Webhooks).</summary>
public sealed class WebhookOptions : ReceiverOptions
{
    /// <summary>Address that is called with POST. Required; <c>https</c> unless it is this machine or <see cref="AllowPlain"/>.</summary>
    [Required]
    public Uri? Url { get; set; }

    /// <summary>Signing secret, <c>whsec_</c> and base64 of 24 to 64 bytes. Required unless <see cref="SecretFile"/> is set.</summary>
    public Secret? Secret { get; set; }

    /// <summary>File that holds the secret; read at each call, wins over <see cref="Secret"/>. No default.</summary>
    public string? SecretFile { get; set; }

    /// <summary>Call an <c>http</c> address of another machine. Default false.</summary>
    public bool AllowPlain { get; set; }

    /// <inheritdoc />
    public override IEnumerable<(string Key, string Expected)> Problems()
    {
        if (Url is not null && (!Url.IsAbsoluteUri || Url.Scheme is not ("http" or "https") || Url.UserInfo.Length > 0))
            yield return (nameof(Url), "an absolute https address without user name or password");
        else if (Url is { Scheme: "http", IsLoopback: false } && !AllowPlain)
            yield return (nameof(Url), "an https address, or AllowPlain: true");

        if (Channels.SecretFile.IsMissing(SecretFile))
            yield return (nameof(SecretFile), "a readable file that holds the signing secret");
        else if (Channels.SecretFile.Read(Secret, SecretFile) is not { } secret)
            yield return (nameof(Secret), "a signing secret (or SecretFile)");
        else if (WebhookSignature.KeyOf(secret) is null)
            yield return (nameof(Secret), "whsec_ followed by base64 of 24 to 64 bytes");
    }
}
