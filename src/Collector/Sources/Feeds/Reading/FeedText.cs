using Vigie.Collector.Text;

namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>A text of a feed.</summary>
/// <param name="Value">The text; markup with absolute addresses when <paramref name="Type"/> is one of HTML.</param>
/// <param name="Type">Media type.</param>
/// <param name="Language">Language tag; null when not told.</param>
/// <param name="Address">Where it stands, when it does not stand here (<c>atom:content src</c>).</param>
internal sealed record FeedText(string Value, string Type, string? Language, string? Address = null)
{
    /// <summary>What a reader sees.</summary>
    public string ToPlainText() => FeedMediaType.IsHtml(Type) ? HtmlText.ToPlainText(Value) : Value;
}
