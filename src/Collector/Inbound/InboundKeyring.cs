using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Vigie.Collector.Inbound;

/// <summary>The keys of each inbound source. Files are read again after a minute, so that a key can be changed without a restart.</summary>
internal sealed partial class InboundKeyring(TimeProvider time, ILogger<InboundKeyring> logger)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Ring> _rings = new(StringComparer.Ordinal);

    /// <summary>A key that nobody has: an unknown source costs the same work as a known one.</summary>
    public IReadOnlyList<byte[]> Nobody { get; } = [RandomNumberGenerator.GetBytes(32)];

    public IReadOnlyList<byte[]> Of(string source, InboundOptions options)
    {
        if (_rings.TryGetValue(source, out var ring) && (options.SecretFiles.Length == 0 || time.GetElapsedTime(ring.ReadAt) < Fresh))
            return ring.Keys;

        ring = new Ring(Read(source, options, ring), time.GetTimestamp());
        _rings[source] = ring;
        return ring.Keys;
    }

    private IReadOnlyList<byte[]> Read(string source, InboundOptions options, Ring? last)
    {
        var keys = options.Secrets.Select(secret => WebhookKey.Parse(secret?.Reveal())).OfType<byte[]>().ToList();
        foreach (var path in options.SecretFiles)
        {
            var (read, problem) = SecretFile.Read(path);
            if (problem is not null)
            {
                Log.KeysKept(logger, source, problem);
                if (last is not null)
                    return last.Keys;
            }

            keys.AddRange(read);
        }

        return keys;
    }

    private sealed record Ring(IReadOnlyList<byte[]> Keys, long ReadAt);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1401, Level = LogLevel.Warning, Message = "Inbound source {Source}: a key file is wrong ({Problem}); the keys read before stay in use and the file is read again in a minute")]
        public static partial void KeysKept(ILogger logger, string source, string problem);
    }
}
