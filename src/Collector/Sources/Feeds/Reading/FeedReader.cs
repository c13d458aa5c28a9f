namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>Reads a feed of any kind: the bytes, the tree (strictly, then tolerantly), the words. Never throws for what stands in the bytes.</summary>
internal static class FeedReader
{
    public static FeedDocument Read(byte[] body, FeedOrigin origin)
    {
        var decoded = FeedEncoding.Decode(body, origin.ContentType);
        var cut = FeedPrologue.Cut(decoded.Text);
        var from = FeedAddress.Rebase(origin.Address, origin.ContentLocation);
        var language = FeedTreeBuilder.Tag(origin.ContentLanguage?.Split(',')[0]);

        var flaw = decoded.Flaw;
        var tree = new FeedTreeBuilder(from, language);
        if (!StrictFeedTree.TryRead(cut.Text, tree))
        {
            flaw = FeedFlaw.BrokenXml;
            tree = new FeedTreeBuilder(from, language);
            TolerantFeedTree.Read(cut.Text, tree);
        }

        var root = tree.IsOverLimit ? null : Root(tree.Document);
        if (root is null || FeedVersion.Of(root, cut.IsNetscape) is not { } version)
            return new FeedDocument(string.Empty, decoded.Encoding, flaw ?? FeedFlaw.NotAFeed);

        var reader = new FeedVocabulary(version, language);
        reader.Read(root);
        return new FeedDocument(version, decoded.Encoding, flaw) { IsFeed = true, Feed = reader.Feed, Entries = reader.Entries };
    }

    // A broken prologue may leave text or a stray element beside the root.
    private static FeedElement? Root(FeedElement document) =>
        document.Elements.FirstOrDefault(element => element.Name is "rss" or "rdf:rdf" or "feed") ?? document.Elements.FirstOrDefault();
}
