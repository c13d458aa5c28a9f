using System.Text.Json;
using Vigie.Collector.Text;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>Reads JSON of strangers: a member that is missing, null or of another type than expected is simply not there.</summary>
internal static class JsonText
{
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name, JsonValueKind.String) is { } value ? AsText(value) : null;

    /// <summary>Text that says something: not empty, not only spaces.</summary>
    public static string? Word(this JsonElement element, string name) =>
        element.Text(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public static DateTimeOffset? Date(this JsonElement element, string name) => PlatformDate.Read(element.Text(name));

    public static JsonElement? Object(this JsonElement element, string name) => element.Member(name, JsonValueKind.Object);

    /// <summary>Items of an array; none when it is not there.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name, JsonValueKind.Array) is { } array ? array.EnumerateArray() : [];

    /// <summary>The string itself; null for one that holds half a surrogate pair, which is no text.</summary>
    public static string? AsText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? Member(this JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;
}
