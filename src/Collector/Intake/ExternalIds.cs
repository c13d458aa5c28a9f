using System.Security.Cryptography;
using System.Text;
using Vigie.Storage.Entities;

namespace Vigie.Collector.Intake;

/// <summary>Makes the platform's id fit its column: a longer one is replaced by its hash, always the same one.</summary>
internal static class ExternalIds
{
    public static string Fit(string externalId)
    {
        var clean = CleanText.Of(externalId, Limits.ExternalId * 4).Value;
        return clean.Length is > 0 and <= Limits.ExternalId && clean.Length == externalId.Length
            ? clean
            : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(externalId)));
    }
}
