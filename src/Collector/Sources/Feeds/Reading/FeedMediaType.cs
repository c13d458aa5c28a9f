namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>The types that a text of a feed may have.</summary>
internal static class FeedMediaType
{
    public const string Plain = "text/plain";
    public const string Html = "text/html";
    public const string Xhtml = "application/xhtml+xml";

    public static bool IsHtml(string type) => type is Html or Xhtml;

    /// <summary>Atom's three short words, or the type as it stands.</summary>
    public static string Read(string type) => type.Trim().ToLowerInvariant() switch
    {
        "text" or "" => Plain,
        "html" => Html,
        "xhtml" => Xhtml,
        var other => other,
    };

    /// <summary>Atom: what is neither text nor XML travels as base64.</summary>
    public static bool IsBinary(string type) =>
        !type.StartsWith("text/", StringComparison.Ordinal) && !type.EndsWith("+xml", StringComparison.Ordinal) && !type.EndsWith("/xml", StringComparison.Ordinal);
}
