using System.Text.Json;
using Vigie.Collector.Text;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>All words that the author put in public with a status: the warning before it, the text, the answers of a poll, the descriptions of pictures.</summary>
internal static class StatusText
{
    public static string Of(JsonElement status, string content)
    {
        List<string> parts = [];
        Add(parts, status.Text("spoiler_text"));
        Add(parts, HtmlText.ToPlainText(content));
        if (status.Object("poll") is { } poll)
        {
            foreach (var option in poll.Items("options"))
                Add(parts, option.Text("title"));
        }

        foreach (var media in status.Items("media_attachments"))
            Add(parts, media.Text("description"));
        return string.Join("\n\n", parts);
    }

    private static void Add(List<string> parts, string? part)
    {
        if (!string.IsNullOrWhiteSpace(part))
            parts.Add(part.Trim());
    }
}
