using System.Buffers;

namespace Vigie.Collector.Http;

/// <summary>Reads a body to its end, or gives up at the limit: a body of any size costs at most the limit in memory.</summary>
internal static class LimitedBody
{
    private const int ChunkBytes = 64 * 1024;

    /// <returns>The bytes.</returns>
    /// <exception cref="BodyTooLargeException">There are more than <paramref name="limit"/>, decoded.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
            throw new BodyTooLargeException(limit);

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var chunks = new List<byte[]>();
        try
        {
            var length = await FillAsync(stream, chunks, limit, cancellationToken);
            return Join(chunks, length);
        }
        finally
        {
            foreach (var chunk in chunks)
                ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static async Task<int> FillAsync(Stream stream, List<byte[]> chunks, int limit, CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var at = length % ChunkBytes;
            if (at == 0)
                chunks.Add(ArrayPool<byte>.Shared.Rent(ChunkBytes));
            var read = await stream.ReadAsync(chunks[^1].AsMemory(at, ChunkBytes - at), cancellationToken);
            if (read == 0)
                return length;
            length += read;
            if (length > limit)
                throw new BodyTooLargeException(limit);
        }
    }

    private static byte[] Join(List<byte[]> chunks, int length)
    {
        var body = GC.AllocateUninitializedArray<byte>(length);
        for (var at = 0; at < length; at += ChunkBytes)
            chunks[at / ChunkBytes].AsSpan(0, Math.Min(ChunkBytes, length - at)).CopyTo(body.AsSpan(at));
        return body;
    }
}
