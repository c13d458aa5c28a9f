using System.Globalization;

namespace Vigie.Collector.Text;

/// <summary>
/// Reads a point in time as platforms write it: ISO 8601 and W3CDTF (also partial, also <c>+0000</c>), RFC 822 with zone names, a missing weekday or a
/// year of two digits, the form of <c>asctime</c>, and seconds or milliseconds since 1970. Null for anything else; never throws.
/// </summary>
internal static class PlatformDate
{
    // Longer is no date, and a reader that looks at every word needs an end.
    private const int Longest = 80;

    public static DateTimeOffset? Read(string? text)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed) || trimmed.Length > Longest)
            return null;
        return IsoDate.Read(trimmed) ?? MailDate.Read(trimmed) ?? Epoch(trimmed);
    }

    /// <summary>Puts the parts together; null when there is no such day or hour. Always in UTC.</summary>
    internal static DateTimeOffset? Compose(int year, int month, int day, TimeSpan timeOfDay, TimeSpan offset)
    {
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return null;
        var ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks + timeOfDay.Ticks - offset.Ticks;
        return ticks < DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    /// <summary>Hours, minutes and seconds; a leap second becomes the second before it, 24:00 the next midnight.</summary>
    internal static TimeSpan? TimeOfDay(int hour, int minute, double second)
    {
        if (hour == 24 && minute == 0 && second == 0)
            return TimeSpan.FromDays(1);
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or >= 61)
            return null;
        return new TimeSpan(hour, minute, 0) + TimeSpan.FromTicks((long)(Math.Min(second, 59.9999999) * TimeSpan.TicksPerSecond));
    }

    private static DateTimeOffset? Epoch(string text)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        return text.Length switch
        {
            9 or 10 => DateTimeOffset.FromUnixTimeSeconds(number),
            12 or 13 => DateTimeOffset.FromUnixTimeMilliseconds(number),
            _ => null,
        };
    }
}
