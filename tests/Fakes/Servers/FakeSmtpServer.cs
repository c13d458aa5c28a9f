using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Vigie.Fakes.Servers;

/// <summary>
/// A mail server on loopback, real SMTP over real sockets: EHLO, STARTTLS with a certificate of its own, AUTH LOGIN and PLAIN, captured mails.
/// A test scripts refusals by command; a refusal of <c>null</c> cuts the connection instead of answering.
/// </summary>
public sealed class FakeSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly X509Certificate2 _certificate = MakeCertificate();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string?>> _scripted = new(StringComparer.Ordinal);
    private readonly Task _accepting;

    public FakeSmtpServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Thumbprint of the server's certificate, for the test that trusts it.</summary>
    public string Thumbprint => _certificate.Thumbprint;

    public bool OffersStartTls { get; init; } = true;

    /// <summary>Accepted credentials; null: no authentication is offered or demanded.</summary>
    public (string User, string Password)? Credentials { get; init; }

    /// <summary>When set, the end of DATA is answered only after this completes.</summary>
    public Task? HoldAfterData { get; init; }

    /// <summary>Mails that were accepted, in order.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = new();

    /// <summary>Commands as received, the first word of each.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Completes when the first mail is in, before it is answered.</summary>
    public TaskCompletionSource FirstMail { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers the next such command (<c>CONNECT</c>, <c>EHLO</c>, <c>AUTH</c>, <c>MAIL</c>, <c>RCPT</c>, <c>DATA</c>, <c>END</c> of data) so; null cuts.</summary>
    public FakeSmtpServer Refuse(string command, string? reply)
    {
        _scripted.GetOrAdd(command, _ => new ConcurrentQueue<string?>()).Enqueue(reply);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _certificate.Dispose();
        _stopping.Dispose();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                _ = TalkAsync(client);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var session = new Session(this, client.GetStream());
                await session.RunAsync(_stopping.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away; what it sent is captured.
            }
        }
    }

    /// <returns>False when the connection must be cut.</returns>
    private bool TryScripted(string command, out string? reply)
    {
        reply = null;
        return _scripted.TryGetValue(command, out var queue) && queue.TryDequeue(out reply);
    }

    private sealed class Session(FakeSmtpServer server, Stream network) : IDisposable
    {
        private readonly List<string> _recipients = [];
        private Stream _stream = network;
        private StreamReader _reader = new(network, Encoding.Latin1);
        private string _sender = string.Empty;
        private bool _encrypted;
        private bool _authenticated;

        public void Dispose()
        {
            _reader.Dispose();
            _stream.Dispose();
        }

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            if (!await AnswerAsync("CONNECT", () => Task.FromResult("220 fake ESMTP"), cancellationToken))
                return;
            while (await _reader.ReadLineAsync(cancellationToken) is { } line)
            {
                var verb = line.Split(' ')[0].ToUpperInvariant();
                server.Commands.Enqueue(verb);
                if (verb == "STARTTLS")
                    await StartTlsAsync(cancellationToken);
                else if (!await AnswerAsync(verb == "HELO" ? "EHLO" : verb, () => ReplyAsync(verb, line, cancellationToken), cancellationToken) || verb == "QUIT")
                    return;
            }
        }

        private async Task<bool> AnswerAsync(string command, Func<Task<string>> usual, CancellationToken cancellationToken)
        {
            var reply = server.TryScripted(command, out var scripted) ? scripted : await usual();
            if (reply is null)
                return false;
            if (reply.Length > 0)
                await WriteAsync(reply, cancellationToken);
            return true;
        }

        private async Task<string> ReplyAsync(string verb, string line, CancellationToken cancellationToken)
        {
            switch (verb)
            {
                case "EHLO" or "HELO":
                    return string.Join("\r\n", Offers());
                case "AUTH":
                    return await AuthenticateAsync(line, cancellationToken);
                case "MAIL" when server.Credentials is not null && !_authenticated:
                    return "530 5.7.0 Authentication required";
                case "MAIL":
                    (_sender, _) = (line, _recipients.RemoveAll(_ => true));
                    return "250 2.1.0 Ok";
                case "RCPT":
                    _recipients.Add(line[(line.IndexOf('<') + 1)..line.LastIndexOf('>')]);
                    return "250 2.1.5 Ok";
                case "DATA":
                    await WriteAsync("354 go on", cancellationToken);
                    return await TakeDataAsync(cancellationToken);
                case "QUIT":
                    return "221 bye";
                default:
                    return verb is "RSET" or "NOOP" ? "250 Ok" : "502 5.5.1 not known";
            }
        }

        private IEnumerable<string> Offers()
        {
            yield return "250-fake";
            if (server.OffersStartTls && !_encrypted)
                yield return "250-STARTTLS";
            if (server.Credentials is not null)
                yield return "250-AUTH LOGIN PLAIN";
            yield return "250 8BITMIME";
        }

        private async Task StartTlsAsync(CancellationToken cancellationToken)
        {
            await WriteAsync("220 go", cancellationToken);
            var encrypted = new SslStream(_stream);
            await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server._certificate }, cancellationToken);
            _stream = encrypted;
            _reader = new StreamReader(encrypted, Encoding.Latin1);
            _encrypted = true;
        }

        private async Task<string> AuthenticateAsync(string line, CancellationToken cancellationToken)
        {
            var words = line.Split(' ');
            var given = string.Equals(words[1], "PLAIN", StringComparison.OrdinalIgnoreCase) ? Plain(words[2]) : await LoginAsync(words, cancellationToken);
            _authenticated = given == server.Credentials;
            return _authenticated ? "235 2.7.0 in" : "535 5.7.8 wrong";
        }

        private static (string User, string Password) Plain(string word)
        {
            var parts = Decode(word).Split('\0');
            return (parts[1], parts[2]);
        }

        private async Task<(string User, string Password)> LoginAsync(string[] words, CancellationToken cancellationToken)
        {
            var user = words.Length > 2 ? words[2] : await AskAsync("334 VXNlcm5hbWU6", cancellationToken);
            return (Decode(user), Decode(await AskAsync("334 UGFzc3dvcmQ6", cancellationToken)));
        }

        private async Task<string> AskAsync(string question, CancellationToken cancellationToken)
        {
            await WriteAsync(question, cancellationToken);
            return await _reader.ReadLineAsync(cancellationToken) ?? throw new IOException("gone");
        }

        private async Task<string> TakeDataAsync(CancellationToken cancellationToken)
        {
            var content = new StringBuilder();
            while (await _reader.ReadLineAsync(cancellationToken) is { } line && line != ".")
                content.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");

            var mail = new ReceivedMail(_sender, [.. _recipients], content.ToString(), _encrypted);
            if (server.TryScripted("END", out var refusal))
                return refusal ?? throw new IOException("cut on purpose");

            server.Mails.Enqueue(mail);
            server.FirstMail.TrySetResult();
            if (server.HoldAfterData is { } hold)
                await hold.WaitAsync(cancellationToken);
            return "250 2.0.0 taken";
        }

        private Task WriteAsync(string reply, CancellationToken cancellationToken) =>
            _stream.WriteAsync(Encoding.Latin1.GetBytes(reply + "\r\n"), cancellationToken).AsTask();

        private static string Decode(string word) => Encoding.UTF8.GetString(Convert.FromBase64String(word));
    }
}
