using System.Globalization;
using System.Text.Json;
using Vigie.Collector.Sources;
using Vigie.Core.Mentions;

namespace Vigie.Collector.Inbound;

/// <summary>The keys of one event, read with their types; remembers the first thing that was wrong.</summary>
internal sealed class InboundFields(JsonElement root)
{
    private static readonly double MostSeconds = TimeSpan.FromDays(3650).TotalSeconds;

    public bool IsObject => root.ValueKind == JsonValueKind.Object;

    /// <summary>What was wrong first; null when nothing was.</summary>
    public string? Problem { get; private set; }

    /// <summary>Remembers what is wrong.</summary>
    public SourceEvent? Wrong(string problem)
    {
        Problem ??= problem;
        return null;
    }

    public string? Id(string key)
    {
        var id = Required(key);
        if (id is null)
            return null;
        if (id.Length > 0 && !id.Any(char.IsControl))
            return id;
        Wrong($"{key}: must not be empty nor hold control characters");
        return null;
    }

    public string? Required(string key)
    {
        var text = Text(key);
        if (text is null)
            Wrong($"{key}: a string is required");
        return text;
    }

    public string? Text(string key) => Text(root, key, key);

    public PostAuthor? Author(string key)
    {
        if (!root.TryGetProperty(key, out var author) || author.ValueKind == JsonValueKind.Null)
            return null;
        if (author.ValueKind == JsonValueKind.Object)
            return new PostAuthor(Text(author, "id", "author.id"), Text(author, "name", "author.name"), Text(author, "handle", "author.handle"));
        Wrong($"{key}: an object was expected");
        return null;
    }

    /// <summary>Anything but a web address is left out: the post counts, its link would be shown to people.</summary>
    public string? Link(string key) =>
        Text(key) is { } text && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? text : null;

    public Direction? Direction(string key)
    {
        switch (Text(key))
        {
            case null:
                return null;
            case "inbound":
                return Core.Mentions.Direction.Inbound;
            case "outbound":
                return Core.Mentions.Direction.Outbound;
            default:
                Wrong($"{key}: inbound or outbound was expected");
                return null;
        }
    }

    public DateTimeOffset? Date(string key)
    {
        if (Text(key) is not { } text)
            return null;
        // The year first: the framework's reader would take "5/6" for a day of this year.
        if (text.Length >= 10 && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date))
            return date;
        Wrong($"{key}: a date such as 2026-11-22T10:00:00Z was expected");
        return null;
    }

    /// <summary>A date, or seconds from the start of the file.</summary>
    public DateTimeOffset? Moment(string key) =>
        root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && Math.Abs(seconds) < MostSeconds
            ? DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(seconds)
            : value.ValueKind == JsonValueKind.String ? Date(key) : null;

    private string? Text(JsonElement element, string key, string path)
    {
        if (!element.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return JsonText.Of(value);
        Wrong($"{path}: a string was expected");
        return null;
    }
}
