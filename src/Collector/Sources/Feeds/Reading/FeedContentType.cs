namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>A <c>Content-Type</c> header, read the way servers write it, not the way it should be.</summary>
internal sealed record FeedContentType(string? MediaType, string? Charset)
{
    /// <summary>Set when the type is none of XML; feeds come as <c>text/plain</c> and <c>text/html</c> all the same and are read.</summary>
    public FeedFlaw? Flaw => MediaType is null || IsApplicationXml || IsTextXml ? null : FeedFlaw.NotXmlContentType;

    private bool IsApplicationXml =>
        MediaType is "application/xml" or "application/xml-dtd" or "application/xml-external-parsed-entity"
        || (MediaType is not null && MediaType.StartsWith("application/", StringComparison.Ordinal) && MediaType.EndsWith("+xml", StringComparison.Ordinal));

    private bool IsTextXml =>
        MediaType is "text/xml" or "text/xml-external-parsed-entity"
        || (MediaType is not null && MediaType.StartsWith("text/", StringComparison.Ordinal) && MediaType.EndsWith("+xml", StringComparison.Ordinal));

    public static FeedContentType Read(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
            return new FeedContentType(null, null);
        var parts = header.Split(';', StringSplitOptions.TrimEntries);
        string? charset = null;
        foreach (var part in parts.Skip(1))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at > 0 && part[..at].Trim().Equals("charset", StringComparison.OrdinalIgnoreCase))
                charset = part[(at + 1)..].Trim().Trim('"', '\'').ToLowerInvariant();
        }

        if (charset is "gb2312" or "gbk")
            charset = "gb18030";
        return new FeedContentType(parts[0].ToLowerInvariant(), string.IsNullOrEmpty(charset) ? null : charset);
    }

    /// <summary>The encoding that the standards ask for (RFC 3023, 3.1 and 3.2).</summary>
    /// <param name="inside">What the document itself says.</param>
    public string Expected(string? inside)
    {
        if (MediaType is not null && MediaType.StartsWith("text/", StringComparison.Ordinal))
            return Charset ?? "us-ascii";
        return Charset ?? inside ?? "utf-8";
    }
}
