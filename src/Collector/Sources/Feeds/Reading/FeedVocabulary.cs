namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>Turns a tree into a feed and its entries: every format's words for the same few things.</summary>
/// <param name="version">What <see cref="FeedVersion"/> said.</param>
/// <param name="outside">Language that HTTP said for all of it.</param>
internal sealed class FeedVocabulary(string version, string? outside)
{
    private readonly List<FeedItem> _entries = [];
    private readonly bool _isAtom = version.StartsWith("atom1", StringComparison.Ordinal);

    public FeedItem Feed { get; } = new();

    public IReadOnlyList<FeedItem> Entries => _entries;

    public void Read(FeedElement root)
    {
        if (root.Name is "item" or "entry")
            Entry(root);
        else
            Walk(root, Feed);
        // What the feed says of itself wins over xml:lang, and that over HTTP.
        Feed.Language ??= root.Attribute("xml:lang") is null ? outside : root.Language;
    }

    private void Walk(FeedElement parent, FeedItem item)
    {
        foreach (var element in parent.Elements)
            Take(element, item);
    }

    private void Take(FeedElement element, FeedItem item)
    {
        if (Structure(element, item) || Texts(element, item) || People(element, item) || Dates(element, item) || Links(element, item))
            return;
        if (element.Name.StartsWith("xhtml:", StringComparison.Ordinal))
            return;

        var plain = FeedTextReader.Plain(element);
        if (plain.Length > 0)
            item.More.TryAdd(element.Name, plain);
    }

    private void Entry(FeedElement element)
    {
        if (_entries.Count >= FeedLimits.Entries)
            return;
        var entry = new FeedItem { Id = element.Attribute("rdf:about") ?? element.Attribute("about") };
        _entries.Add(entry);
        Walk(element, entry);
        if (entry.Id is { Length: 0 })
            entry.Id = null;
    }

    private bool Structure(FeedElement element, FeedItem item)
    {
        switch (element.Name)
        {
            case "item" or "entry" when ReferenceEquals(item, Feed):
                Entry(element);
                return true;
            case "channel" or "redirect":
                Walk(element, item);
                return true;
            case "image":
                item.Image ??= Part(element);
                return true;
            case "textinput":
                item.TextInput ??= Part(element);
                return true;
            case "source":
                item.Source ??= Part(element);
                return true;
            case "cloud":
                item.Cloud = Named(element);
                return true;
            case "thr:in-reply-to":
                item.InReplyTo ??= Named(element);
                return true;
            case "generator":
                item.Generator = new FeedGenerator(FeedTextReader.Plain(element), Address(element, "uri") ?? Address(element, "url"), element.Attribute("version"));
                return true;
            case "category" or "dc:subject" or "keywords" or "tags":
                Tag(element, item);
                return true;
            default:
                return false;
        }
    }

    private FeedItem Part(FeedElement element)
    {
        var part = new FeedItem { Address = Address(element, "url") ?? Address(element, "rdf:resource") };
        // RSS's source is a title alone.
        if (element.Elements.Any())
            Walk(element, part);
        else if (FeedTextReader.Plain(element).Length > 0)
            part.Title = FeedTextReader.Read(element, FeedMediaType.Plain, _isAtom);
        if (part.More.Remove("url", out var address))
            part.Address = element.Resolve(address);
        return part;
    }

    private bool Texts(FeedElement element, FeedItem item)
    {
        switch (element.Name)
        {
            case "title":
                item.Title = Text(element, FeedMediaType.Plain);
                return true;
            case "dc:title":
                item.Title ??= Text(element, FeedMediaType.Plain);
                return true;
            case "tagline" or "subtitle" or "itunes:subtitle":
                item.Subtitle ??= Text(element, FeedMediaType.Plain);
                return true;
            case "description" or "dc:description" or "abstract":
                Description(element, item);
                return true;
            case "summary" or "itunes:summary":
                Summary(item, Text(element, FeedMediaType.Plain));
                return true;
            case "content" or "content:encoded" or "fullitem" or "body" or "xhtml:body":
                item.Contents.Add(Text(element, element.Name switch
                {
                    "content" => FeedMediaType.Plain,
                    "body" or "xhtml:body" => FeedMediaType.Xhtml,
                    _ => FeedMediaType.Html,
                }));
                return true;
            case "rights" or "copyright" or "dc:rights":
                item.Rights = Text(element, FeedMediaType.Plain);
                return true;
            case "info":
                item.Info = Text(element, FeedMediaType.Plain);
                return true;
            case "language" or "dc:language":
                item.Language = FeedTreeBuilder.Tag(FeedTextReader.Plain(element)) ?? item.Language;
                return true;
            default:
                return false;
        }
    }

    private FeedText Text(FeedElement element, string usual) => FeedTextReader.Read(element, usual, _isAtom);

    private void Description(FeedElement element, FeedItem item)
    {
        var text = Text(element, FeedMediaType.Html);
        if (ReferenceEquals(item, Feed))
            item.Subtitle ??= text;
        else
            Summary(item, text);
    }

    // Whichever of description and summary comes second is the longer one.
    private static void Summary(FeedItem item, FeedText text)
    {
        if (item.Summary is null)
            item.Summary = text;
        else
            item.Contents.Add(text);
    }

    private static bool People(FeedElement element, FeedItem item)
    {
        switch (element.Name)
        {
            case "author" or "dc:creator" or "dc:author" or "managingeditor" or "itunes:author":
                if (Person(element) is { } author && item.Authors.Count < FeedLimits.Authors && !item.Authors.Contains(author))
                    item.Authors.Add(author);
                return true;
            case "contributor" or "dc:contributor":
                if (Person(element) is { } contributor)
                    item.Contributors.Add(contributor);
                return true;
            case "webmaster" or "dc:publisher" or "itunes:owner":
                item.Publisher ??= Person(element);
                return true;
            default:
                return false;
        }
    }

    private static FeedPerson? Person(FeedElement element)
    {
        if (!element.Elements.Any())
            return FeedPerson.Read(FeedTextReader.Plain(element));
        string? Part(params ReadOnlySpan<string> names)
        {
            foreach (var child in element.Elements)
            {
                if (names.Contains(child.Name) && FeedTextReader.Plain(child) is { Length: > 0 } value)
                    return value;
            }

            return null;
        }

        var address = Part("uri", "url", "homepage");
        return new FeedPerson(Part("name", "itunes:name"), Part("email", "itunes:email"), address is null ? null : element.Resolve(address));
    }

    private static bool Dates(FeedElement element, FeedItem item)
    {
        switch (element.Name)
        {
            case "pubdate" or "published" or "issued" or "dcterms:issued":
                item.Published = Date(element) ?? item.Published;
                return true;
            case "updated" or "modified" or "dc:date" or "lastbuilddate" or "dcterms:modified":
                item.Updated = Date(element) ?? item.Updated;
                return true;
            case "created" or "dcterms:created":
                item.Created = Date(element) ?? item.Created;
                return true;
            case "expirationdate":
                item.Expired = Date(element) ?? item.Expired;
                return true;
            case "dcterms:valid":
                Validity(FeedTextReader.Plain(element), item);
                return true;
            default:
                return false;
        }
    }

    private static FeedDate? Date(FeedElement element) => FeedDate.Read(FeedTextReader.Plain(element));

    private static void Validity(string period, FeedItem item)
    {
        foreach (var part in period.Split(';', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("start=", StringComparison.OrdinalIgnoreCase))
                item.ValidFrom = FeedDate.Read(part[6..]);
            else if (part.StartsWith("end=", StringComparison.OrdinalIgnoreCase))
                item.ValidUntil = FeedDate.Read(part[4..]);
        }
    }

    private static bool Links(FeedElement element, FeedItem item)
    {
        switch (element.Name)
        {
            case "id":
                item.Id = FeedTextReader.Plain(element) is { Length: > 0 } id ? id : item.Id;
                return true;
            case "guid":
                Guid(element, item);
                return true;
            case "link":
                Link(element, item);
                return true;
            case "enclosure":
                if (Address(element, "url") is { } enclosed)
                    item.Links.Add(new FeedLink("enclosure", enclosed, element.Attribute("type")) { Length = element.Attribute("length") });
                return true;
            case "cc:license" or "creativecommons:license":
                if ((Address(element, "rdf:resource") ?? Plain(element)) is { } license)
                    item.Links.Add(new FeedLink("license", license, null));
                return true;
            case "icon" or "logo" or "docs" or "comments" or "wfw:comment" or "wfw:commentrss":
                if (Plain(element) is { } address)
                    item.More[element.Name] = address;
                return true;
            default:
                return false;
        }
    }

    private static void Guid(FeedElement element, FeedItem item)
    {
        var guid = FeedTextReader.Plain(element);
        if (guid.Length == 0)
            return;
        item.Id = guid;
        item.IdIsLink = item.Link is null && !string.Equals(element.Attribute("ispermalink"), "false", StringComparison.OrdinalIgnoreCase);
        if (item.IdIsLink)
            item.Link = element.Resolve(guid);
    }

    private static void Link(FeedElement element, FeedItem item)
    {
        var address = Address(element, "href") ?? Plain(element) ?? Address(element, "rdf:resource");
        if (address is null)
            return;
        var relation = element.Attribute("rel") ?? "alternate";
        var type = element.Attribute("type") ?? (relation == "self" ? "application/atom+xml" : FeedMediaType.Html);
        item.Links.Add(new FeedLink(relation, address, type)
        {
            Language = element.Attribute("hreflang"), Title = element.Attribute("title"), Length = element.Attribute("length"),
        });
        if (relation != "alternate" || !FeedMediaType.IsHtml(type))
            return;
        // A link beside a guid is the page; the guid was only taken for one.
        if (item.Link is null || item.IdIsLink)
            item.Link = address;
        item.IdIsLink = false;
    }

    private static void Tag(FeedElement element, FeedItem item)
    {
        var text = element.Attribute("term") ?? FeedTextReader.Plain(element);
        if (text.Length == 0)
            return;
        var terms = element.Name is "tags" ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [text];
        foreach (var term in terms)
            item.Tags.Add(new FeedTag(term, element.Attribute("scheme") ?? element.Attribute("domain"), element.Attribute("label")));
    }

    private static string? Address(FeedElement element, string attribute) =>
        element.Attribute(attribute) is { Length: > 0 } address ? element.Resolve(address) : null;

    private static string? Plain(FeedElement element) => FeedTextReader.Plain(element) is { Length: > 0 } address ? element.Resolve(address) : null;

    private static Dictionary<string, string> Named(FeedElement element)
    {
        var named = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in element.Attributes)
            named.TryAdd(name, value);
        return named;
    }
}
