using System.Globalization;
using System.Text.RegularExpressions;

namespace Vigie.Collector.Text;

/// <summary>ISO 8601 and W3CDTF, with what is missing taken as the first day, midnight and UTC.</summary>
internal static partial class IsoDate
{
    public static DateTimeOffset? Read(string text)
    {
        var match = Form.Match(text);
        if (!match.Success)
            return null;

        var time = match.Groups["hour"].Success
            ? PlatformDate.TimeOfDay(Number(match, "hour"), Number(match, "minute"), Seconds(match))
            : TimeSpan.Zero;
        var zone = match.Groups["zone"].Success ? ZoneOffset.Read(match.Groups["zone"].Value) : TimeSpan.Zero;
        if (time is not { } timeOfDay || zone is not { } offset)
            return null;

        var year = Number(match, "year");
        if (!match.Groups["ordinal"].Success)
            return PlatformDate.Compose(year, Number(match, "month", 1), Number(match, "day", 1), timeOfDay, offset);

        var ordinal = Number(match, "ordinal");
        return year < 1 || ordinal < 1 || ordinal > (DateTime.IsLeapYear(year) ? 366 : 365)
            ? null
            : PlatformDate.Compose(year, 1, 1, timeOfDay + TimeSpan.FromDays(ordinal - 1), offset);
    }

    // The time is split into digits by hand of a regular expression without backtracking: the text comes from strangers.
    [GeneratedRegex(
        @"^(?<year>\d{4})(?:-(?<ordinal>\d{3})|[-/]?(?<month>\d{2})(?:[-/]?(?<day>\d{2}))?|[-/](?<month>\d)[-/](?<day>\d{1,2}))?" +
        @"(?:(?:[Tt]|\s+)?(?<hour>\d{2})(?::?(?<minute>\d{2})(?::?(?<second>\d{2}(?:[.,]\d{1,9})?))?)?\s*(?<zone>[A-Za-z]{1,5}|[+-]\d{1,2}(?::?\d{2})?)?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form { get; }

    private static int Number(Match match, string group, int missing = 0) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : missing;

    private static double Seconds(Match match) =>
        match.Groups["second"] is { Success: true } found ? double.Parse(found.Value.Replace(',', '.'), CultureInfo.InvariantCulture) : 0;
}
