using System.Globalization;
using Vigie.Collector.Sources.Feeds.Reading;

namespace Vigie.UnitTests.Collector.Feeds;

/// <summary>Shows a <see cref="FeedDocument"/> under the names that feedparser's cases use. Renames and regroups, nothing else.</summary>
internal static class FeedAsDictionary
{
    public static PythonDictionary Of(FeedDocument document, IReadOnlyDictionary<string, string> headers)
    {
        var all = new PythonDictionary();
        foreach (var (name, value) in headers)
            all.With(name.ToLowerInvariant(), value);
        var result = new PythonDictionary()
            .With("bozo", document.Flaw is not null)
            .With("bozo_exception", document.Flaw switch { FeedFlaw.EncodingOverridden => "CharacterEncodingOverride", null => null, var other => other.ToString() })
            .With("feedparser", new PythonDictionary().With("CharacterEncodingOverride", "CharacterEncodingOverride"))
            .With("encoding", document.Encoding)
            .With("version", document.Version)
            .With("headers", all)
            .With("feed", Item(document.Feed))
            .With("entries", document.Entries.Select(object? (entry) => Item(entry)).ToList());
        if (headers.GetValueOrDefault("ETag") is { Length: > 0 } tag)
            result.With("etag", tag);
        if (headers.GetValueOrDefault("Last-Modified") is { Length: > 0 } modified)
            AddDate(result, "modified", FeedDate.Read(modified));
        return result;
    }

    private static PythonDictionary Item(FeedItem item)
    {
        var made = new PythonDictionary();
        foreach (var (name, value) in item.More)
            made.With(name.Replace(':', '_'), name is "width" or "height" && long.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : value);

        AddText(made, "title", item.Title);
        AddText(made, "subtitle", item.Subtitle);
        AddText(made, "summary", item.Summary ?? item.Contents.FirstOrDefault());
        AddText(made, "rights", item.Rights);
        AddText(made, "info", item.Info);
        AddPeople(made, item);
        AddDate(made, "published", item.Published);
        AddDate(made, "updated", item.Updated);
        AddDate(made, "created", item.Created);
        AddDate(made, "expired", item.Expired);
        AddDate(made, "validity_start", item.ValidFrom);
        AddDate(made, "validity_end", item.ValidUntil);

        return made
            .With("content", item.Contents.Count == 0 ? null : item.Contents.Select(object? (text) => Detail(text)).ToList())
            .With("id", item.Id)
            .With("guidislink", item.IdIsLink)
            .With("link", item.Link)
            .With("href", item.Address)
            .With("links", item.Links.Select(object? (link) => Link(link, "rel")).ToList())
            .With("enclosures", item.Links.Where(link => link.Relation == "enclosure").Select(object? (link) => Link(link, null)).ToList())
            .With("license", item.Links.FirstOrDefault(link => link.Relation == "license")?.Address)
            .With("tags", item.Tags.Select(object? (tag) => new PythonDictionary().With("term", tag.Term).With("scheme", tag.Scheme).With("label", tag.Label)).ToList())
            .With("category", item.Tags.FirstOrDefault()?.Term)
            .With("generator", item.Generator?.Name)
            .With("generator_detail", item.Generator is not { } generator ? null : new PythonDictionary().With("name", generator.Name).With("href", generator.Address).With("version", generator.Version))
            .With("language", item.Language)
            .With("source", item.Source is null ? null : Item(item.Source))
            .With("image", item.Image is null ? null : Item(item.Image))
            .With("textinput", item.TextInput is null ? null : Item(item.TextInput))
            .With("cloud", Named(item.Cloud))
            .With("thr_in-reply-to", Named(item.InReplyTo));
    }

    private static void AddText(PythonDictionary made, string name, FeedText? text)
    {
        if (text is not null)
            made.With(name, text.Value).With($"{name}_detail", Detail(text));
    }

    private static PythonDictionary Detail(FeedText text) =>
        new PythonDictionary().With("value", text.Value).With("type", text.Type).WithNone("language", text.Language).With("src", text.Address);

    private static void AddPeople(PythonDictionary made, FeedItem item)
    {
        if (item.Authors.Count > 0)
        {
            made.With("author", Line(item.Authors[0])).With("author_detail", Person(item.Authors[0]))
                .With("authors", item.Authors.Select(object? (author) => Person(author)).ToList());
        }

        made.With("contributors", item.Contributors.Select(object? (contributor) => Person(contributor)).ToList());
        if (item.Publisher is { } publisher)
            made.With("publisher", Line(publisher)).With("publisher_detail", Person(publisher));
    }

    private static PythonDictionary Person(FeedPerson person) =>
        new PythonDictionary().With("name", person.Name).With("email", person.Email).With("href", person.Address);

    private static string? Line(FeedPerson person) =>
        person is { Name: { } name, Email: { } email } ? $"{name} ({email})" : person.Name ?? person.Email;

    private static void AddDate(PythonDictionary made, string name, FeedDate? date)
    {
        if (date is null)
            return;
        made.With(name, date.Written);
        if (date.At is { } at)
        {
            made.With($"{name}_parsed", new List<object?>
            {
                (long)at.Year, (long)at.Month, (long)at.Day, (long)at.Hour, (long)at.Minute, (long)at.Second, ((long)at.DayOfWeek + 6) % 7, (long)at.DayOfYear, 0L,
            });
        }
    }

    private static PythonDictionary Link(FeedLink link, string? relation)
    {
        var made = new PythonDictionary().With("href", link.Address).With("type", link.Type).With("hreflang", link.Language).With("title", link.Title).With("length", link.Length);
        return relation is null ? made : made.With(relation, link.Relation);
    }

    private static PythonDictionary? Named(IReadOnlyDictionary<string, string>? attributes)
    {
        if (attributes is null)
            return null;
        var made = new PythonDictionary();
        foreach (var (name, value) in attributes)
            made.With(name.ToLowerInvariant(), value);
        return made;
    }
}
