using System.Buffers;
using System.Globalization;

namespace Vigie.Collector.Text;

/// <summary>RFC 822 and its neighbours (RFC 850, <c>asctime</c>, "January 5, 2004 3:04 pm"): words in nearly any order, told apart by what they look like.</summary>
internal static class MailDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private static readonly SearchValues<char> TimeCharacters = SearchValues.Create("0123456789:.");

    public static DateTimeOffset? Read(string text)
    {
        var parts = new Parts();
        foreach (var word in text.Split([' ', ',', '\t', '\n', '\r', '(', ')'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Take(word, ref parts))
                return null;
        }

        return parts is { Year: { } year, Month: { } month }
            ? PlatformDate.Compose(year, month, parts.Day ?? 1, parts.Time, parts.Offset)
            : null;
    }

    private static bool Take(string word, ref Parts parts)
    {
        if (word.Contains(':') && char.IsAsciiDigit(word[0]))
            return TakeTime(word, ref parts);
        if (char.IsAsciiDigit(word[0]))
            return TakeNumber(word, ref parts);
        if (char.IsAsciiLetter(word[0]))
            return TakeWord(word, ref parts);
        if (ZoneOffset.Read(word) is not { } offset)
            return false;
        parts.Offset = offset;
        return true;
    }

    private static bool TakeWord(string word, ref Parts parts)
    {
        if (IndexOf(Months, word) is { } month)
        {
            parts.Month ??= month + 1;
            return true;
        }

        if (word.ToUpperInvariant() is "PM" or "AM")
            return TakeHalf(word[0] is 'p' or 'P', ref parts);
        if (ZoneOffset.Read(word) is { } offset)
        {
            // "EST" after "-0400": the number is the exact one.
            parts.Offset = parts.Offset == TimeSpan.Zero ? offset : parts.Offset;
            return true;
        }

        // A weekday says nothing that the date does not; any other word (a zone nobody knows) after the time is taken as UTC.
        return IndexOf(Weekdays, word) is not null || string.Equals(word, "at", StringComparison.OrdinalIgnoreCase) || parts.HasTime;
    }

    private static bool TakeHalf(bool afternoon, ref Parts parts)
    {
        var hour = parts.Time.Hours;
        if (!parts.HasTime || hour is 0 or > 12)
            return parts.HasTime;
        parts.Time += TimeSpan.FromHours((afternoon ? 12 : 0) - (hour == 12 ? 12 : 0));
        return true;
    }

    private static bool TakeNumber(string word, ref Parts parts)
    {
        // "01-Jan-2004" is three words.
        var pieces = word.Split(['-', '/'], StringSplitOptions.RemoveEmptyEntries);
        if (pieces.Length == 3)
            return Take(pieces[0], ref parts) && Take(pieces[1], ref parts) && Take(pieces[2], ref parts);

        var digits = word.TrimEnd('.');
        if (digits.Length > 2 && char.IsAsciiLetter(digits[^1]))
            digits = digits.TrimEnd('s', 't', 'n', 'd', 'r', 'h');
        if (digits.Length > 4 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        if (parts.Day is null && digits.Length <= 2)
            parts.Day = number;
        else if (parts.Year is null)
            parts.Year = Century(number, digits.Length);
        else
            return false;
        return true;
    }

    // RFC 2822, 4.3: two digits below 50 are of this century, three digits count from 1900.
    private static int Century(int year, int digits) => digits switch
    {
        4 => year,
        3 => year + 1900,
        _ => year < 50 ? year + 2000 : year + 1900,
    };

    private static bool TakeTime(string word, ref Parts parts)
    {
        var half = word.EndsWith("pm", StringComparison.OrdinalIgnoreCase) ? true : word.EndsWith("am", StringComparison.OrdinalIgnoreCase) ? false : (bool?)null;
        var end = half is null ? word.Length : word.Length - 2;
        // "19:48:21+0100", "19:48Z": the zone is glued on.
        var zoneAt = word.AsSpan(0, end).IndexOfAnyExcept(TimeCharacters);
        if (zoneAt >= 0 && half is null)
        {
            if (ZoneOffset.Read(word[zoneAt..]) is not { } offset)
                return false;
            parts.Offset = offset;
            end = zoneAt;
        }

        var pieces = word[..end].Split(':');
        if (pieces.Length is < 2 or > 3
            || !int.TryParse(pieces[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(pieces[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minute))
            return false;
        var second = 0d;
        if (pieces.Length == 3 && !double.TryParse(pieces[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out second))
            return false;
        if (PlatformDate.TimeOfDay(hour, minute, second) is not { } time)
            return false;
        parts.Time = time;
        parts.HasTime = true;
        return half is not { } afternoon || TakeHalf(afternoon, ref parts);
    }

    private static int? IndexOf(string[] names, string word)
    {
        if (word.Length < 3)
            return null;
        var index = Array.FindIndex(names, name => word.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return index < 0 || !word.TrimEnd('.').All(char.IsAsciiLetter) ? null : index;
    }

    private struct Parts
    {
        public int? Year;
        public int? Month;
        public int? Day;
        public TimeSpan Time;
        public bool HasTime;
        public TimeSpan Offset;
    }
}
