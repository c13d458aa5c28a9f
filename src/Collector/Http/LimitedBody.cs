namespace Vigie.Collector.Http;

/// <summary>Reads a body to its end, or gives up at the limit: a body of any size costs at most the limit in memory.</summary>
internal static class LimitedBody
{
    /// <returns>The bytes; null when there are more than <paramref name="limit"/>.</returns>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
            return null;

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > limit)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
