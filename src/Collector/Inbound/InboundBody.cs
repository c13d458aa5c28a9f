using Microsoft.AspNetCore.Http;

namespace Vigie.Collector.Inbound;

/// <summary>The body of a call as received, up to the limit.</summary>
internal static class InboundBody
{
    /// <summary>Largest body that is taken: 1 MB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <returns>The bytes; null when there are more than the limit.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
            return null;

        var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > MaxBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
