using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Vigie.Fakes.ThirdParty;

/// <summary>Debian's aiosmtpd as a process: STARTTLS and authentication demanded, each mail read by Python's e-mail library.</summary>
public sealed class ThirdPartySmtpServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private ThirdPartySmtpServer(Process process, DirectoryInfo folder, string thumbprint) => (_process, _folder, Thumbprint) = (process, folder, thumbprint);

    public int Port { get; private set; }

    /// <summary>Thumbprint of the server's certificate, for the test that trusts it.</summary>
    public string Thumbprint { get; }

    public static async Task<ThirdPartySmtpServer> StartAsync(string user, string password)
    {
        var folder = Directory.CreateTempSubdirectory("vigie-smtp-");
        var (certificate, key) = (Path.Combine(folder.FullName, "certificate.pem"), Path.Combine(folder.FullName, "key.pem"));
        var thumbprint = WriteCertificate(certificate, key);
        var server = new ThirdPartySmtpServer(Python.Start("aiosmtpd", "smtp_server.py", certificate, key, user, password), folder, thumbprint);
        server.Port = int.Parse(await server.LineAsync(), CultureInfo.InvariantCulture);
        return server;
    }

    /// <summary>The next mail, as Python read it.</summary>
    public async Task<JsonElement> MailAsync() => JsonDocument.Parse(await LineAsync()).RootElement;

    /// <summary>Ends the server; what it took and nobody asked for yet.</summary>
    public async Task<string> CloseAsync()
    {
        _process.StandardInput.Close();
        return await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<string> LineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("the mail server ended: " + await _process.StandardError.ReadToEndAsync());

    private static string WriteCertificate(string certificateFile, string keyFile)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return certificate.Thumbprint;
    }
}
