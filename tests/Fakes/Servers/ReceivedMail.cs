using System.Text;
using System.Text.RegularExpressions;

namespace Vigie.Fakes.Servers;

/// <summary>A mail as it came over the wire.</summary>
/// <param name="Sender">The MAIL command.</param>
/// <param name="Recipients">Addresses of the RCPT commands.</param>
/// <param name="Raw">Headers and body, dots unstuffed.</param>
/// <param name="Encrypted">Whether it came over TLS.</param>
public sealed record ReceivedMail(string Sender, IReadOnlyList<string> Recipients, string Raw, bool Encrypted)
{
    /// <summary>Headers up to the first empty line, unfolded.</summary>
    public IReadOnlyList<string> Headers { get; } = Raw[..Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)]
        .Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n");

    public string Header(string name) =>
        Headers.Single(header => header.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();

    /// <summary>Subject with its encoded words read.</summary>
    public string Subject => Regex.Replace(
        Regex.Replace(Header("Subject"), @"\?=\s+=\?", "?==?", RegexOptions.None, TimeSpan.FromSeconds(1)),
        @"=\?utf-8\?B\?(?<word>[^?]*)\?=",
        match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups["word"].Value)),
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>The parts of the body, their base64 read.</summary>
    public IReadOnlyList<string> Parts
    {
        get
        {
            var boundary = "--" + Regex.Match(Raw, "boundary=\"?(?<mark>[^\"\r\n;]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["mark"].Value;
            return [.. Raw.Split(boundary)[1..].Where(part => part.Contains("base64", StringComparison.OrdinalIgnoreCase))
                .Select(part => Encoding.UTF8.GetString(Convert.FromBase64String(part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Replace("\r\n", "", StringComparison.Ordinal))))];
        }
    }

    /// <summary>Everything that a reader or a machine could see, encoded or not.</summary>
    public string Everything => string.Join('\n', [Sender, .. Recipients, Raw, Subject, .. Parts]);
}
