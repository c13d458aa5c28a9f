using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Vigie.Classifier.People;

namespace Vigie.Classifier.CommandLine;

/// <summary>The engine of <c>vigie classify</c>: JSON Lines in, JSON Lines out, in the same order, as they come; a bad line is one error object, never an abort.</summary>
public sealed class ClassifyLines(MentionClassifier classifier)
{
    /// <summary>Longest line accepted, in bytes.</summary>
    public const int LongestLine = 1024 * 1024;

    private const int FlushAt = 64 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Judges every line of the input until it ends. Flushes whenever the input pauses.</summary>
    public async Task RunAsync(Stream input, Stream output, RegisterSnapshot register, CancellationToken cancellationToken)
    {
        var reader = new LineReader(input, LongestLine);
        var buffer = new ArrayBufferWriter<byte>(FlushAt * 2);
        await using var writer = new Utf8JsonWriter(buffer, Format);
        long number = 0;
        while (true)
        {
            var (line, tooLong, end) = await reader.ReadAsync(cancellationToken);
            if (end)
            {
                break;
            }

            number++;
            writer.Reset();
            var answered = true;
            if (tooLong)
            {
                WriteError(writer, null, number, "the line is longer than 1 MB");
            }
            else
            {
                answered = await JudgeAsync(writer, line!, number, register, cancellationToken);
            }

            if (answered)
            {
                writer.Flush();
                buffer.Write("\n"u8);
            }

            // An empty line must not hold back the answers before it.
            if (!reader.HasBuffered || buffer.WrittenCount > FlushAt)
            {
                await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
                await output.FlushAsync(cancellationToken);
                buffer.ResetWrittenCount();
            }
        }

        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    /// <summary>Judges a line; false for an empty one, which yields nothing.</summary>
    private async ValueTask<bool> JudgeAsync(Utf8JsonWriter writer, ReadOnlyMemory<byte> line, long number, RegisterSnapshot register, CancellationToken cancellationToken)
    {
        if (number == 1 && line.Span.StartsWith(ByteOrderMark))
        {
            line = line[ByteOrderMark.Length..];
        }

        if (line.Span.Trim(" \t\r"u8).IsEmpty)
        {
            return false;
        }

        var (document, failure) = Parse(line);
        using (document)
        {
            JsonElement? id = null;
            if (document is not null)
            {
                (id, failure) = Check(document.RootElement);
            }

            if (failure is not null)
            {
                WriteError(writer, id, number, failure);
                return true;
            }

            var root = document!.RootElement;
            var mention = new MentionText(id!.Value.ToString(), root.GetProperty("text").GetString()!, Optional(root, "lang"), Optional(root, "channel"), Optional(root, "parent"), Optional(root, "author"));
            var judgement = await classifier.ClassifyAsync(mention, register, cancellationToken);
            JudgementJson.Write(writer, id.Value, judgement, classifier.Ruleset);
            return true;
        }
    }

    private static (JsonDocument? Document, string? Failure) Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            Strict.GetCharCount(line.Span);
            return (JsonDocument.Parse(line), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, "the line is not valid UTF-8");
        }
        catch (JsonException failure)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"the line is not valid JSON (byte {failure.BytePositionInLine + 1})"));
        }
    }

    private static (JsonElement? Id, string? Failure) Check(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return (null, "the line must be a JSON object");
        }

        if (!root.TryGetProperty("id", out var id) || !IsId(id))
        {
            return (null, "id must be a text or a number");
        }

        foreach (var (name, required) in (ReadOnlySpan<(string, bool)>)[("text", true), ("lang", false), ("channel", false), ("parent", false), ("author", false)])
        {
            var present = root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
            if (present ? !IsText(value) : required)
            {
                return (id, name + " must be a text");
            }
        }

        return (id, null);
    }

    private static bool IsId(JsonElement id) => id.ValueKind == JsonValueKind.Number || IsText(id);

    // A lone surrogate, escaped in the JSON, is no text that could be written back.
    private static bool IsText(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        try
        {
            _ = value.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string? Optional(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void WriteError(Utf8JsonWriter writer, JsonElement? id, long number, string error)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("id");
        if (id is { } known)
        {
            known.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteNumber("line", number);
        writer.WriteString("error", error);
        writer.WriteEndObject();
    }
}
