using System.Text;

namespace Vigie.IntegrationTests.Host.Otlp;

/// <summary>A span as it came over the wire.</summary>
internal sealed record OtlpSpan(string Scope, string Name, string TraceId, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>The spans of an ExportTraceServiceRequest (fields of opentelemetry-proto 1.x).</summary>
    public static IEnumerable<OtlpSpan> Of(ReadOnlyMemory<byte> request)
    {
        foreach (var scopeSpans in WireField.At(request, 1, 2))
        {
            var scope = Text(WireField.At(scopeSpans, 1, 1).FirstOrDefault());
            foreach (var span in WireField.At(scopeSpans, 2))
            {
                yield return new OtlpSpan(
                    scope,
                    Text(WireField.At(span, 5).FirstOrDefault()),
                    Convert.ToHexString(WireField.At(span, 1).First().Span),
                    WireField.At(span, 9).ToDictionary(tag => Text(WireField.At(tag, 1).First()), tag => Text(WireField.At(tag, 2, 1).FirstOrDefault()), StringComparer.Ordinal));
            }
        }
    }

    private static string Text(ReadOnlyMemory<byte> value) => Encoding.UTF8.GetString(value.Span);
}
