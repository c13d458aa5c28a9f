using System.Text.RegularExpressions;

namespace Vigie.Collector.Sources.Feeds.Reading;

/// <summary>Somebody whom a feed names.</summary>
internal sealed partial record FeedPerson(string? Name, string? Email, string? Address)
{
    private const int Longest = 500;

    /// <summary>Reads the one-line forms of RSS: "me@example.com (Name)", "Name &lt;me@example.com&gt;", "Name".</summary>
    public static FeedPerson? Read(string line)
    {
        if (line.Length == 0)
            return null;
        // Nobody is called that; the search for an address must not be led through megabytes.
        line = line.Length > Longest ? line[..Longest] : line;
        var email = Mail.Match(line) is { Success: true } match ? match.Value : null;
        var name = email is null ? line : line.Replace(email, string.Empty, StringComparison.Ordinal);
        name = name.Replace("()", string.Empty, StringComparison.Ordinal).Replace("<>", string.Empty, StringComparison.Ordinal).Trim();
        if (email is not null && name is ['(', .., ')'])
            name = name[1..^1].Trim();
        return new FeedPerson(name.Length == 0 ? null : name, email, null);
    }

    [GeneratedRegex(@"[\p{L}\p{Nd}._%+-]{1,64}@[\p{L}\p{Nd}.-]{1,190}\.\p{L}{2,24}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mail { get; }
}
