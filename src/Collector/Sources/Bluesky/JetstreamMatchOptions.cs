namespace Vigie.Collector.Sources.Bluesky;

/// <summary>Which posts are ours. Section <c>Collector:Sources:&lt;name&gt;:JetstreamMatch</c>.</summary>
public sealed class JetstreamMatchOptions
{
    /// <summary>
    /// DIDs of the brand's accounts: posts that mention, answer or embed them are taken, and posts written by them are the brand's own, in the
    /// pulled streams too. Default none.
    /// </summary>
    public string[] Dids { get; set; } = [];

    /// <summary>Words that make a post ours, as whole words, capital letters or not. Default none.</summary>
    public string[] Words { get; set; } = [];
}
