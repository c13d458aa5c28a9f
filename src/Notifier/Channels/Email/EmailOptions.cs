using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using Vigie.Core.Configuration;

namespace Vigie.Notifier.Channels.Email;

/// <summary>A receiver of e-mail over SMTP.</summary>
public sealed class EmailOptions : ReceiverOptions
{
    /// <summary>Sender's address. Required.</summary>
    [Required]
    public string From { get; set; } = string.Empty;

    /// <summary>Addresses that the mail goes to, together in one mail. At least one.</summary>
    [MinLength(1)]
    public IList<string> To { get; set; } = [];

    /// <summary>Name of the mail server. Required.</summary>
    [Required]
    public string Host { get; set; } = string.Empty;

    /// <summary>Port of the mail server. Default 587.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>User name; none means no authentication.</summary>
    public string? UserName { get; set; }

    /// <summary>Password. Required with <see cref="UserName"/> unless <see cref="PasswordFile"/> is set.</summary>
    public Secret? Password { get; set; }

    /// <summary>File that holds the password; read for each mail, wins over <see cref="Password"/>. No default.</summary>
    public string? PasswordFile { get; set; }

    /// <summary><c>Always</c> (default) or <c>Never</c>.</summary>
    [EnumDataType(typeof(StartTls))]
    public StartTls StartTls { get; set; } = StartTls.Always;

    /// <summary>Send the password although the connection is not encrypted. Default false.</summary>
    public bool AllowPlain { get; set; }

    /// <inheritdoc />
    public override IEnumerable<(string Key, string Expected)> Problems()
    {
        if (From.Length > 0 && !IsAddress(From))
            yield return (nameof(From), "an e-mail address");
        foreach (var (index, address) in To.Index())
        {
            if (!IsAddress(address))
                yield return ($"{nameof(To)}:{index}", "an e-mail address");
        }

        if (Channels.SecretFile.IsMissing(PasswordFile))
            yield return (nameof(PasswordFile), "a readable file that holds the password");
        else if (UserName is not null && Password is null && PasswordFile is null)
            yield return (nameof(Password), "a password (or PasswordFile), because UserName is set");
        if (UserName is null && (Password is not null || PasswordFile is not null))
            yield return (nameof(UserName), "a user name, because a password is set");
        if (UserName is not null && StartTls == StartTls.Never && !AllowPlain)
            yield return (nameof(StartTls), "Always, because a password would cross the network in clear (or AllowPlain: true)");
    }

    private static bool IsAddress(string text) =>
        MailAddress.TryCreate(text, out var address) && !text.Any(char.IsControl) && address.Host.Length > 0;
}
