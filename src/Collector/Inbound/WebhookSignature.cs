using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Vigie.Collector.Inbound;

/// <summary>The signature of Standard Webhooks: <c>v1,</c> and the base64 of HMAC-SHA256 over <c>id.timestamp.body</c>, the body as received.</summary>
internal static class WebhookSignature
{
    private const string Version = "v1,";
    private const int SignatureLength = 44;

    /// <summary>True when one of the presented signatures was made with one of the keys. Every pair is compared, each in constant time.</summary>
    /// <remarks>The header holds signatures separated by spaces; versions other than v1 are passed over.</remarks>
    public static bool Verifies(IReadOnlyList<byte[]> keys, string id, string timestamp, ReadOnlySpan<byte> body, string header)
    {
        Span<byte> expected = stackalloc byte[SignatureLength];
        var verified = false;
        foreach (var key in keys)
        {
            Write(key, id, timestamp, body, expected);
            foreach (var presented in header.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                verified |= presented.StartsWith(Version, StringComparison.Ordinal) && Equals(expected, presented.AsSpan(Version.Length));
        }

        return verified;
    }

    /// <summary>Signs as a sender does.</summary>
    public static string Sign(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        Span<byte> signature = stackalloc byte[SignatureLength];
        Write(key, id, timestamp, body, signature);
        return Version + Encoding.ASCII.GetString(signature);
    }

    private static void Write(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hmac.GetHashAndReset(hash);
        Base64.EncodeToUtf8(hash, signature, out _, out _);
    }

    // The text is compared, not the bytes it stands for: two texts of base64 can stand for the same bytes.
    private static bool Equals(ReadOnlySpan<byte> expected, ReadOnlySpan<char> presented)
    {
        Span<byte> ascii = stackalloc byte[SignatureLength];
        return presented.Length == SignatureLength
            && Encoding.UTF8.TryGetBytes(presented, ascii, out var written)
            && written == SignatureLength
            && CryptographicOperations.FixedTimeEquals(expected, ascii);
    }
}
