using System.Globalization;
using System.Net;
using System.Text;
using Vigie.Core.Mentions;
using Vigie.Notifier.Channels;

namespace Vigie.Notifier.Templates;

/// <summary>An alert in words: a subject, plain text, and the same as HTML.</summary>
/// <param name="Subject">Template words and numbers only, so that nothing can be smuggled into a header.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">The same text, escaped.</param>
internal sealed record AlertLetter(string Subject, string Text, string Html)
{
    public static AlertLetter Write(OutgoingAlert alert, AlertLanguage language)
    {
        var words = AlertWords.Of(language);
        var subject = Fill(words.Subject, alert, words);
        List<string[]> paragraphs = [[Fill(words.Opening, alert, words)], [.. Facts(alert, words)], [words.ToDo, .. Steps(alert, words)], [.. Where(alert, words)], [words.Closing]];
        return new AlertLetter(
            subject,
            string.Join("\n\n", paragraphs.Select(lines => string.Join('\n', lines))) + "\n",
            Markup(language, subject, paragraphs, alert.Link));
    }

    /// <summary>The alert in one line, for a console.</summary>
    public static string Line(OutgoingAlert alert, AlertLanguage language)
    {
        var words = AlertWords.Of(language);
        return Fill(words.Line, alert, words)
            .Replace("{sources}", string.Join(", ", alert.Sources), StringComparison.Ordinal)
            .Replace("{alert}", alert.AlertId.ToString(), StringComparison.Ordinal)
            .Replace("{link}", alert.Link?.AbsoluteUri ?? alert.FirstMention.ToString(), StringComparison.Ordinal);
    }

    private static string Fill(string template, OutgoingAlert alert, AlertWords words) => template
        .Replace("{severity}", alert.Severity.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{kind}", alert.Categories.Count > 0 ? words.Category[alert.Categories[0].Word()] : words.NoCategory, StringComparison.Ordinal)
        .Replace("{target}", words.Target[alert.Target.Word()], StringComparison.Ordinal)
        .Replace("{count}", Count(alert.Mentions, words), StringComparison.Ordinal);

    private static IEnumerable<string> Facts(OutgoingAlert alert, AlertWords words)
    {
        var severity = alert.Severity.ToString(CultureInfo.InvariantCulture);
        yield return Format(words.Level, severity, words.Severity[severity]);
        if (alert.Categories.Count > 0)
            yield return Format(words.Kinds, string.Join(", ", alert.Categories.Select(category => words.Category[category.Word()])));
        yield return Format(words.Whom, words.Target[alert.Target.Word()]);
        foreach (var person in alert.People)
        {
            var place = string.Join(", ", new[] { person.Role, person.Site }.Where(part => !string.IsNullOrWhiteSpace(part)));
            yield return place.Length == 0 ? Format(words.Person, person.Id) : Format(words.PersonWithPlace, person.Id, place);
        }

        yield return Format(words.Sources, string.Join(", ", alert.Sources));
        yield return Format(words.Since, alert.OpenedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        if (alert.Incomplete > 0)
            yield return words.Incomplete.Replace("{count}", Count(alert.Incomplete, words), StringComparison.Ordinal);
        if (alert.Complaint)
            yield return words.Complaint;
    }

    private static IEnumerable<string> Steps(OutgoingAlert alert, AlertWords words) =>
        words.Steps[Level(alert)].Select(step => "- " + step).Append(Format(words.Deadline, words.Deadlines[Level(alert)]));

    private static IEnumerable<string> Where(OutgoingAlert alert, AlertWords words)
    {
        if (alert.Link is { } link)
            yield return Format(words.Link, link.AbsoluteUri);
        yield return Format(words.Reference, alert.AlertId, alert.FirstMention);
    }

    private static string Markup(AlertLanguage language, string subject, List<string[]> paragraphs, Uri? link)
    {
        var html = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"{language.ToString().ToLowerInvariant()}\">\n<head><meta charset=\"utf-8\"><title>{Escape(subject)}</title></head>\n<body>\n");
        foreach (var lines in paragraphs)
            html.Append("<p>").AppendJoin("<br>\n", lines.Select(Escape)).Append("</p>\n");
        html.Append("</body>\n</html>\n");
        // The address was escaped as text above; now it also becomes a link.
        return link is null
            ? html.ToString()
            : html.ToString().Replace(Escape(link.AbsoluteUri), $"<a href=\"{Escape(link.AbsoluteUri)}\">{Escape(link.AbsoluteUri)}</a>", StringComparison.Ordinal);
    }

    private static string Count(int number, AlertWords words) => Format(number == 1 ? words.One : words.Many, number);

    private static string Level(OutgoingAlert alert) => alert.Severity.ToString(CultureInfo.InvariantCulture);

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Format(string template, params object[] values) => string.Format(CultureInfo.InvariantCulture, template, values);
}
