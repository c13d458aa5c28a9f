using System.Collections.Frozen;
using System.Globalization;

namespace Vigie.Collector.Text;

/// <summary>A time zone as dates name it: <c>Z</c>, <c>EST</c>, <c>+0100</c>, <c>-05:30</c>, <c>GMT+1</c>.</summary>
internal static class ZoneOffset
{
    // Names that RFC 822 knows and those that feeds use; a name with two meanings has the one that feeds mean.
    private static readonly FrozenDictionary<string, double> Hours = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase)
    {
        ["Z"] = 0, ["UT"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["WET"] = 0, ["WEST"] = 1, ["BST"] = 1, ["CET"] = 1, ["MET"] = 1, ["CEST"] = 2, ["MEST"] = 2,
        ["MESZ"] = 2, ["MEZ"] = 1, ["EET"] = 2, ["EEST"] = 3, ["MSK"] = 3, ["IST"] = 5.5, ["HKT"] = 8, ["SGT"] = 8, ["AWST"] = 8, ["JST"] = 9, ["KST"] = 9,
        ["AEST"] = 10, ["AEDT"] = 11, ["NZST"] = 12, ["NZDT"] = 13, ["AST"] = -4, ["ADT"] = -3, ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5,
        ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7, ["AKST"] = -9, ["AKDT"] = -8, ["HST"] = -10, ["ET"] = -5, ["CT"] = -6, ["MT"] = -7, ["PT"] = -8,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <returns>Null when this is no zone.</returns>
    public static TimeSpan? Read(string text)
    {
        if (Hours.TryGetValue(text, out var hours))
            return TimeSpan.FromHours(hours);
        // RFC 2822: the military letters were defined wrongly once and mean nothing but "unknown".
        if (text.Length == 1 && char.IsAsciiLetter(text[0]))
            return TimeSpan.Zero;
        if (text.StartsWith("GMT", StringComparison.OrdinalIgnoreCase) || text.StartsWith("UTC", StringComparison.OrdinalIgnoreCase))
            text = text[3..];
        return Numeric(text);
    }

    private static TimeSpan? Numeric(string text)
    {
        if (text.Length < 2 || text[0] is not ('+' or '-'))
            return null;
        var digits = text[1..].Replace(":", string.Empty, StringComparison.Ordinal);
        if (digits.Length > 4 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var (hours, minutes) = digits.Length <= 2 ? (number, 0) : (number / 100, number % 100);
        if (hours > 14 || minutes > 59)
            return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return text[0] == '-' ? -offset : offset;
    }
}
