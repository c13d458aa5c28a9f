using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Vigie.Collector.Sources.Bluesky.Streaming;

/// <summary>
/// The last thousand posts that this stream has reported, as 64 bits of a hash each (11 KB in the cursor). A deletion comes without its record, so
/// only this list can tell whether it is ours; passing them all on would store 1.7 million strangers' deletions a day.
/// </summary>
internal sealed class KnownPosts
{
    private const int Most = 1_000;

    private readonly Queue<ulong> _order = new();
    private readonly HashSet<ulong> _known = [];

    /// <summary>Reads what <see cref="Write"/> wrote; an unreadable text is an empty list.</summary>
    public static KnownPosts Read(string? text)
    {
        var posts = new KnownPosts();
        var bytes = new byte[Most * sizeof(ulong)];
        if (text is not null && Convert.TryFromBase64String(text, bytes, out var length))
        {
            for (var start = 0; start + sizeof(ulong) <= length; start += sizeof(ulong))
                posts.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(start)));
        }

        return posts;
    }

    public string Write()
    {
        var bytes = new byte[_order.Count * sizeof(ulong)];
        var start = 0;
        foreach (var post in _order)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(start), post);
            start += sizeof(ulong);
        }

        return Convert.ToBase64String(bytes);
    }

    public bool Contains(AtUri uri) => _known.Contains(Hash(uri));

    public void Add(AtUri uri) => Add(Hash(uri));

    private void Add(ulong post)
    {
        if (!_known.Add(post))
            return;
        _order.Enqueue(post);
        if (_order.Count > Most)
            _known.Remove(_order.Dequeue());
    }

    private static ulong Hash(AtUri uri) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(uri.ToString())));
}
