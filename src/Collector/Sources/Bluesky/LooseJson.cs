using System.Globalization;
using System.Text.Json;

namespace Vigie.Collector.Sources.Bluesky;

/// <summary>Reading of JSON in which any field may be missing or of the wrong type: what is not as expected is not there.</summary>
internal static class LooseJson
{
    // A record may be nested as its author likes. With the usual depth of 64, one hostile post would make its page unreadable for ever.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 8_192 };

    /// <returns>Null when the bytes are no JSON.</returns>
    public static JsonElement? Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Deep);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    public static bool IsObject(this JsonElement element) => element.ValueKind == JsonValueKind.Object;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static string? Text(this JsonElement element, string name) => element.Member(name).AsText();

    public static string? AsText(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Invalid UTF-8 or half a surrogate pair: found only when the value is read.
            return null;
        }
    }

    public static long? Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    public static DateTimeOffset? Time(this JsonElement element, string name) =>
        DateTimeOffset.TryParse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
