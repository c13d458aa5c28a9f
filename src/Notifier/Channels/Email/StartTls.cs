namespace Vigie.Notifier.Channels.Email;

/// <summary>Whether the connection to the mail server is encrypted.</summary>
public enum StartTls
{
    /// <summary>By STARTTLS; a server that does not offer it is refused.</summary>
    Always,

    /// <summary>Not at all: a relay on the same machine or network.</summary>
    Never,
}
