using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Vigie.Collector.Inbound;

/// <summary>The text of a JSON string, also where an escape stands for half a character (<c>\ud83d</c> alone), on which the framework's reader throws.</summary>
/// <remarks>Posts cut in the middle of an emoji are common, and half a character must not be a way past the classifier: it becomes U+FFFD.</remarks>
internal static class JsonText
{
    public static string Of(JsonElement text)
    {
        try
        {
            return text.GetString()!; // A string by the caller's check.
        }
        catch (InvalidOperationException)
        {
            return Whole(Unescape(text.GetRawText().AsSpan(1..^1)));
        }
    }

    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '\\')
            {
                text.Append(raw[at]);
                continue;
            }

            at++;
            if (raw[at] == 'u')
            {
                text.Append((char)ushort.Parse(raw.Slice(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 4;
                continue;
            }

            text.Append(raw[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var same => same });
        }

        return text.ToString();
    }

    private static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune.ToString());
        return whole.ToString();
    }
}
