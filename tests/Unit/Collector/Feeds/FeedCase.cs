using System.Text;
using System.Text.RegularExpressions;
using Vigie.Collector.Sources.Feeds.Reading;

namespace Vigie.UnitTests.Collector.Feeds;

/// <summary>One file of feedparser's tests: a feed whose first comment says what to expect of it.</summary>
internal sealed partial class FeedCase
{
    private readonly byte[] _body;

    public FeedCase(string root, string path)
    {
        Name = Path.GetRelativePath(root, path).Replace('\\', '/');
        _body = File.ReadAllBytes(path);
        // The comments are ASCII in whatever width of characters.
        var comment = Comment.Match(Encoding.UTF8.GetString([.. _body.Where(value => value != 0)])).Value;
        Expect = ExpectLine.Match(comment) is { Success: true } match ? match.Groups["text"].Value.Trim() : string.Empty;
        Headers = HeaderLine.Matches(comment).ToDictionary(line => Title(line.Groups["name"].Value), line => line.Groups["value"].Value.Trim(), StringComparer.OrdinalIgnoreCase);
        // The guess of an encoding by statistics is another library's work; every other condition (a codec, a version of Python) holds here.
        NeedsPythonModule = comment.Contains("__import__('chardet')", StringComparison.Ordinal);
    }

    public string Name { get; }

    public string Expect { get; }

    public bool NeedsPythonModule { get; }

    /// <summary>Whether it is about what a mention is made of.</summary>
    public bool IsAboutMentions => MentionKeys.IsMatch(Expect);

    private Dictionary<string, string> Headers { get; }

    /// <returns>Null when it holds, otherwise why not.</returns>
    public string? Failure()
    {
        // Cases with headers are those that feedparser's suite serves over HTTP; the others it reads from a file, without an address.
        var origin = new FeedOrigin(
            Headers.GetValueOrDefault("Content-Type"),
            Headers.Count == 0 ? null : new Uri("http://127.0.0.1:8097/feed.xml"),
            Headers.GetValueOrDefault("Content-Location"),
            Headers.GetValueOrDefault("Content-Language"));
        try
        {
            var names = FeedAsDictionary.Of(FeedReader.Read(_body, origin), Headers);
            return PythonValue.IsTrue(PythonExpression.Evaluate(Expect, names)) ? null : "does not hold";
        }
        catch (PythonFailure failure)
        {
            return failure.Message;
        }
    }

    private static string Title(string name) => name.Equals("content-type", StringComparison.OrdinalIgnoreCase) ? "Content-Type" : name;

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment { get; }

    [GeneratedRegex(@"Expect:[ \t]*(?<text>.*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExpectLine { get; }

    [GeneratedRegex(@"Header:[ \t]*(?<name>[\w-]+):(?<value>.*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeaderLine { get; }

    [GeneratedRegex(
        @"(?:\['|\.|\(')(?:title|title_detail|link|links|id|guid|guidislink|author|author_detail|authors|published|published_parsed|updated|updated_parsed|modified_parsed|" +
        @"created|created_parsed|expired|expired_parsed|date|date_parsed|summary|summary_detail|description|content|subtitle|subtitle_detail|tagline|tagline_detail)\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MentionKeys { get; }
}
