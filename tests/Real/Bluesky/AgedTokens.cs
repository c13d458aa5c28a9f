using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Vigie.RealTests.Bluesky;

/// <summary>Makes a server's token one of yesterday, signed with the key that the development network has for everybody.</summary>
internal static class AgedTokens
{
    private static readonly byte[] Key = "jwt-secret"u8.ToArray();

    /// <summary>Ages the named tokens in the answer to a log-in.</summary>
    public static byte[] Age(byte[] session, params string[] names)
    {
        var body = JsonNode.Parse(session)!;
        foreach (var name in names)
            body[name] = Age(body[name]!.GetValue<string>());
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    private static string Age(string token)
    {
        var parts = token.Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        claims["iat"] = claims["iat"]!.GetValue<long>() - 7_776_000 - 86_400;
        claims["exp"] = TimeProvider.System.GetUtcNow().AddDays(-1).ToUnixTimeSeconds();
        var head = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{head}.{Base64Url.EncodeToString(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(head)))}";
    }
}
