using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Vigie.Classifier.People;

/// <summary>Reads and writes the register file: a JSON array of <c>{"id","names":[],"aliases":[],"role","site","handles":[]}</c>.</summary>
public static class RegisterFile
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">One sentence that names the position (entry 1 is the first); it holds no name.</exception>
    public static IReadOnlyList<RegisterPerson> Read(string json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The register is not valid JSON (line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1})."), failure);
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                throw new InvalidDataException("The register must be a JSON array of people.");
            }

            var people = new List<RegisterPerson>();
            var ids = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var element in document.RootElement.EnumerateArray())
            {
                var position = people.Count + 1;
                var person = Person(element, position);
                if (!ids.TryAdd(person.Id, position))
                {
                    throw Wrong(position, string.Create(CultureInfo.InvariantCulture, $"has the same id as entry {ids[person.Id]}"));
                }

                people.Add(person);
            }

            return people;
        }
    }

    /// <summary>Writes a file, indented, readable in any language.</summary>
    public static async Task WriteAsync(Stream output, IEnumerable<RegisterPerson> people, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(output, Format);
        writer.WriteStartArray();
        foreach (var person in people)
        {
            writer.WriteStartObject();
            writer.WriteString("id", person.Id);
            WriteList(writer, "names", person.Names);
            WriteList(writer, "aliases", person.Aliases);
            writer.WriteString("role", person.Role);
            writer.WriteString("site", person.Site);
            WriteList(writer, "handles", person.Handles);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        await writer.FlushAsync(cancellationToken);
    }

    private static RegisterPerson Person(JsonElement element, int position)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(position, "must be an object");
        }

        var id = Text(element, "id", position);
        if (string.IsNullOrWhiteSpace(id))
        {
            throw Wrong(position, "has no id");
        }

        var names = List(element, "names", position);
        return names.Count == 0
            ? throw Wrong(position, "has no names")
            : new RegisterPerson(id, names, List(element, "aliases", position), Text(element, "role", position), Text(element, "site", position), List(element, "handles", position));
    }

    private static string? Text(JsonElement element, string name, int position) =>
        !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Wrong(position, "must have a text as " + name);

    private static List<string> List(JsonElement element, string name, int position)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(item.GetString())))
        {
            throw Wrong(position, "must have a list of texts as " + name);
        }

        return [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> items)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }

    private static InvalidDataException Wrong(int position, string sentence) => new(string.Create(CultureInfo.InvariantCulture, $"Entry {position} of the register {sentence}."));
}
