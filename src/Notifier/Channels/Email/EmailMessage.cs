using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Vigie.Notifier.Templates;

namespace Vigie.Notifier.Channels.Email;

/// <summary>Builds the mail: headers from the configuration and the templates only, plain text and the same as HTML.</summary>
internal static class EmailMessage
{
    public static MailMessage Of(OutgoingAlert alert, EmailOptions options)
    {
        var letter = AlertLetter.Write(alert, options.Language);
        var from = new MailAddress(options.From);
        var mail = new MailMessage
        {
            From = from,
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        foreach (var address in options.To)
            mail.To.Add(new MailAddress(address));

        // The same at every attempt: mail systems drop the second copy.
        mail.Headers.Add("Message-ID", $"<{alert.DeliveryId}@{from.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        if (alert.Severity >= 4)
            mail.Priority = MailPriority.High;
        mail.AlternateViews.Add(View(letter.Text, MediaTypeNames.Text.Plain));
        mail.AlternateViews.Add(View(letter.Html, MediaTypeNames.Text.Html));
        return mail;
    }

    private static AlternateView View(string content, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(content, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }
}
