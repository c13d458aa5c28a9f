using System.Globalization;
using System.Text.Json;
using Vigie.Core.Mentions;

namespace Vigie.Classifier.CommandLine;

/// <summary>Writes a judgement as the one JSON object of <c>vigie classify</c>.</summary>
internal static class JudgementJson
{
    /// <summary>Writes it with the id as the caller gave it.</summary>
    public static void Write(Utf8JsonWriter writer, JsonElement id, Judgement judgement, string ruleset)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("id");
        id.WriteTo(writer);
        writer.WriteBoolean("flagged", judgement.Flagged);
        writer.WriteNumber("score", Round(judgement.Score));
        writer.WriteNumber("severity", judgement.Severity);
        writer.WriteStartArray("abuse");
        foreach (var found in judgement.Abuse)
        {
            writer.WriteStartObject();
            writer.WriteString("category", found.Category.Word());
            writer.WriteNumber("score", Round(found.Score));
            writer.WriteStartArray("spans");
            foreach (var span in found.Spans)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(span.Start);
                writer.WriteNumberValue(span.End);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("target", judgement.Target.Word());
        writer.WriteString("person", judgement.Person);
        writer.WriteStartArray("mentioned");
        foreach (var person in judgement.Mentioned)
        {
            writer.WriteStringValue(person);
        }

        writer.WriteEndArray();
        writer.WriteString("intent", judgement.Intent.Word());
        writer.WriteString("lang", judgement.Language);
        writer.WriteString("ruleset", ruleset);
        writer.WriteStartArray("why");
        foreach (var reason in judgement.Why)
        {
            writer.WriteStringValue(Sentence(reason));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Sentence(Reason reason)
    {
        var category = reason.Category is { } known ? known.Word() + " " : "";
        var place = reason.Span is { } span ? string.Create(CultureInfo.InvariantCulture, $" at {span.Start}-{span.End}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{reason.Phase}: {category}{reason.Rule}{place} ({reason.Weight:0.##})");
    }

    private static decimal Round(float value) => Math.Round((decimal)value, 3);
}
