using System.Diagnostics.CodeAnalysis;

namespace Vigie.Collector.Sources.Bluesky;

/// <summary>Address of a record: <c>at://did/collection/rkey</c>. Handles as authority are refused: they change.</summary>
internal sealed record AtUri(string Did, string Collection, string RecordKey)
{
    public const string PostCollection = "app.bsky.feed.post";

    private const string Scheme = "at://";

    public bool IsPost => Collection == PostCollection;

    public static bool TryParse(string? text, [NotNullWhen(true)] out AtUri? uri)
    {
        uri = null;
        if (text is null || !text.StartsWith(Scheme, StringComparison.Ordinal))
            return false;
        var parts = text[Scheme.Length..].Split('/');
        return parts.Length == 3 && TryCreate(parts[0], parts[1], parts[2], out uri);
    }

    public static bool TryCreate(string? did, string? collection, string? recordKey, [NotNullWhen(true)] out AtUri? uri)
    {
        uri = IsDid(did) && IsPlain(collection) && IsPlain(recordKey) ? new AtUri(did!, collection!, recordKey!) : null;
        return uri is not null;
    }

    public static bool IsDid(string? text) =>
        text is not null && text.StartsWith("did:", StringComparison.Ordinal) && text.Length > 8 && IsPlain(text);

    /// <summary>The account that any at:// address belongs to, whatever follows; null when it has none.</summary>
    public static string? AuthorityOf(string? text)
    {
        if (text is null || !text.StartsWith(Scheme, StringComparison.Ordinal))
            return null;
        var end = text.IndexOf('/', Scheme.Length);
        return end < 0 ? text[Scheme.Length..] : text[Scheme.Length..end];
    }

    public override string ToString() => $"{Scheme}{Did}/{Collection}/{RecordKey}";

    // The characters of the specification: none of them can leave a path segment, so a permalink needs no escaping.
    private static bool IsPlain(string? text) =>
        text is { Length: > 0 and <= 2_048 } && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or ':' or '-' or '~' or '%')
        && text is not "." and not "..";
}
