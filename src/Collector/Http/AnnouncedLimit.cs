using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Vigie.Collector.Sources;

namespace Vigie.Collector.Http;

/// <summary>
/// Reads the ways in which platforms announce a limit: <c>Retry-After</c> in seconds or as a date, <c>x-rate-limit-*</c>,
/// <c>RateLimit-*</c> and <c>X-Ratelimit-*</c> with epoch seconds, seconds to go or ISO 8601, and Meta's usage headers with minutes to go.
/// </summary>
public static class AnnouncedLimit
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly string[] RetryAfterNames = ["retry-after"];
    private static readonly string[] ResetNames = ["x-rate-limit-reset", "ratelimit-reset", "x-ratelimit-reset"];
    private static readonly string[] RemainingNames = ["x-rate-limit-remaining", "ratelimit-remaining", "x-ratelimit-remaining"];
    private static readonly string[] UsageNames = ["x-business-use-case-usage", "x-app-usage", "x-page-usage"];

    /// <summary>When the platform wants to be asked again; null when it does not say. Clamped to between now and 24 hours.</summary>
    public static DateTimeOffset? Until(HttpResponseHeaders headers, DateTimeOffset now) =>
        Clamp(RetryAfter(headers, now) ?? Reset(headers, now) ?? Usage(headers, now), now);

    /// <summary>Calls left in the window, where the platform says.</summary>
    public static RateBudget? Budget(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var remaining = First(headers, RemainingNames);
        var reset = Clamp(Reset(headers, now), now);
        return reset is { } at && double.TryParse(remaining, NumberStyles.Float, CultureInfo.InvariantCulture, out var left) && !double.IsNaN(left)
            ? new RateBudget((int)Math.Clamp(left, 0, int.MaxValue), at)
            : null;
    }

    private static DateTimeOffset? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now) =>
        headers.RetryAfter switch
        {
            { Delta: { } delta } => now + delta,
            { Date: { } date } => date,
            // Some servers write decimals, which the framework's reader refuses.
            _ => double.TryParse(First(headers, RetryAfterNames), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e7
                ? now + TimeSpan.FromSeconds(seconds)
                : null,
        };

    private static DateTimeOffset? Reset(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var text = First(headers, ResetNames);
        if (text is null)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number switch
            {
                >= 1e9 and < 1e11 => DateTimeOffset.FromUnixTimeSeconds((long)number),
                >= 0 and < 1e7 => now + TimeSpan.FromSeconds(number),
                _ => null,
            };

        // Without the T the reader would take "12/11" for a day of this year.
        return text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }

    // {"<business id>":[{"call_count":100,…,"estimated_time_to_regain_access":28}]} — minutes. The other two headers carry it at the top level or not at all.
    private static DateTimeOffset? Usage(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var minutes = UsageNames
            .Select(name => First(headers, [name]))
            .OfType<string>()
            .SelectMany(MinutesToGo)
            .DefaultIfEmpty(0)
            .Max();
        return minutes > 0 ? now + TimeSpan.FromMinutes(Math.Min(minutes, Longest.TotalMinutes)) : null;
    }

    private static IReadOnlyList<double> MinutesToGo(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. Numbers(document.RootElement, "estimated_time_to_regain_access")];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<double> Numbers(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.NameEquals(name) && property.Value.ValueKind == JsonValueKind.Number
                ? [property.Value.GetDouble()]
                : Numbers(property.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Numbers(item, name)),
        _ => [],
    };

    private static string? First(HttpResponseHeaders headers, string[] names) =>
        names.Select(name => headers.TryGetValues(name, out var values) ? values.FirstOrDefault()?.Trim() : null).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    private static DateTimeOffset? Clamp(DateTimeOffset? at, DateTimeOffset now) =>
        at is not { } value ? null : value < now ? now : value > now + Longest ? now + Longest : value;
}
