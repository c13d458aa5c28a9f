using System.Xml;

namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>The first try: well-formed XML, by the framework's reader, with every door to the outside shut.</summary>
internal static class StrictFeedTree
{
    private static readonly XmlReaderSettings Settings = new()
    {
        // The document type was cut off before (see FeedPrologue); one that is left stands where none may stand.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 256L * 1024 * 1024,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        ConformanceLevel = ConformanceLevel.Document,
    };

    /// <returns>False when the text is not well-formed.</returns>
    public static bool TryRead(string text, FeedTreeBuilder tree)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            while (reader.Read() && !tree.IsOverLimit)
                Take(reader, tree);
            tree.Finish();
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static void Take(XmlReader reader, FeedTreeBuilder tree)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                tree.Open(FeedNames.Canonical(reader.NamespaceURI, reader.Prefix, reader.LocalName), reader.LocalName, reader.NamespaceURI, Attributes(reader));
                if (reader.IsEmptyElement)
                    tree.Close();
                break;
            case XmlNodeType.EndElement:
                tree.Close();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when tree.Depth > 0:
                tree.Text(reader.Value);
                break;
        }
    }

    private static List<KeyValuePair<string, string>> Attributes(XmlReader reader)
    {
        var attributes = new List<KeyValuePair<string, string>>(reader.AttributeCount);
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix != "xmlns")
                attributes.Add(new(Name(reader), reader.Value));
        }

        reader.MoveToElement();
        return attributes;
    }

    private static string Name(XmlReader reader) =>
        reader.Prefix.Length == 0
            ? reader.LocalName
            : FeedNames.Attribute(reader.NamespaceURI, reader.Prefix, reader.LocalName);
}
