using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Vigie.Storage.Entities;

/// <summary>Lists of short words in one text column, as JSON, the same on both databases.</summary>
internal static class WordList
{
    public static ValueConverter<IReadOnlyList<string>, string> OfText { get; } = new(
        words => Write(words),
        column => Read(column));

    public static ValueConverter<IReadOnlyList<T>, string> OfEnum<T>() where T : struct, Enum => new(
        values => Write(values.Select(value => value.ToString()).ToArray()),
        column => Read(column).Select(Enum.Parse<T>).ToArray());

    public static ValueComparer<IReadOnlyList<T>> Comparer<T>() => new(
        (left, right) => (left ?? Array.Empty<T>()).SequenceEqual(right ?? Array.Empty<T>()),
        values => values.Aggregate(0, (hash, value) => HashCode.Combine(hash, value)),
        values => values.ToArray());

    private static string Write(IReadOnlyList<string> words) => words.Count == 0 ? "[]" : JsonSerializer.Serialize(words);

    private static string[] Read(string column) =>
        string.Equals(column, "[]", StringComparison.Ordinal) ? [] : JsonSerializer.Deserialize<string[]>(column) ?? [];
}
