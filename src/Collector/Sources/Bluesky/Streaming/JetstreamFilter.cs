using System.Text.Json;

namespace Vigie.Collector.Sources.Bluesky.Streaming;

/// <summary>
/// Which posts of the whole network are ours. A mention is known by the account in its facet, not by its place in the text: places are UTF-8 bytes,
/// often wrong, and not needed.
/// </summary>
internal sealed class JetstreamFilter(JetstreamMatchOptions options)
{
    private const string Mention = "app.bsky.richtext.facet#mention";

    private readonly HashSet<string> _dids = new(options.Dids, StringComparer.Ordinal);
    private readonly WholeWords _words = new(options.Words);

    public bool IsOurs(AtUri uri, JsonElement record) =>
        _dids.Contains(uri.Did)
        || MentionsUs(record)
        || AnswersUs(record.Member("reply"))
        || Embeds(record.Member("embed"))
        || (record.Text("text") is { } text && _words.AnyIn(text));

    private bool MentionsUs(JsonElement record) =>
        record.Items("facets").SelectMany(facet => facet.Items("features")).Any(feature => feature.Text("$type") == Mention && IsUs(feature.Text("did")));

    private bool AnswersUs(JsonElement reply) =>
        IsUs(AtUri.AuthorityOf(reply.Member("parent").Text("uri"))) || IsUs(AtUri.AuthorityOf(reply.Member("root").Text("uri")));

    // A quote is embed.record.uri; with pictures beside it, embed.record.record.uri.
    private bool Embeds(JsonElement embed) =>
        IsUs(AtUri.AuthorityOf(embed.Member("record").Text("uri"))) || IsUs(AtUri.AuthorityOf(embed.Member("record").Member("record").Text("uri")));

    private bool IsUs(string? did) => did is not null && _dids.Contains(did);
}
