using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;

namespace Vigie.IntegrationTests.Notifier;

/// <summary>The framework's SMTP client asks one callback of the process about certificates; it trusts those that a test names, and no other that the machine does not.</summary>
internal static class TrustedCertificates
{
    private static readonly ConcurrentDictionary<string, bool> Thumbprints = new(StringComparer.OrdinalIgnoreCase);

    public static void Trust(string thumbprint) => Thumbprints[thumbprint] = true;

    [ModuleInitializer]
    internal static void Install() =>
#pragma warning disable SYSLIB0014, MA0039 // The only way to tell SmtpClient about a certificate.
        ServicePointManager.ServerCertificateValidationCallback = (_, certificate, _, errors) =>
            errors == SslPolicyErrors.None || (certificate is X509Certificate2 known && Thumbprints.ContainsKey(known.Thumbprint));
#pragma warning restore SYSLIB0014, MA0039
}
