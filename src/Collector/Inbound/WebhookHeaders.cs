using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Vigie.Collector.Inbound;

/// <summary>The three headers of Standard Webhooks.</summary>
/// <param name="Id">The sender's id of this call; the same one on every try.</param>
/// <param name="Timestamp">Seconds of the epoch, as written: the text is what is signed.</param>
/// <param name="SentAt">The same as a time.</param>
/// <param name="Signature">Signatures, separated by spaces.</param>
internal sealed record WebhookHeaders(string Id, string Timestamp, DateTimeOffset SentAt, string Signature)
{
    private const long LastSecond = 253_402_300_799;

    /// <returns>Null when one is missing, given twice or not of the form.</returns>
    public static WebhookHeaders? Read(IHeaderDictionary headers) =>
        headers["webhook-id"] is [{ Length: > 0 } id]
        && headers["webhook-timestamp"] is [{ Length: > 0 } timestamp]
        && headers["webhook-signature"] is { Count: > 0 } signature
        && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= LastSecond
            ? new WebhookHeaders(id, timestamp, DateTimeOffset.FromUnixTimeSeconds(seconds), string.Join(' ', signature.OfType<string>()))
            : null;
}
