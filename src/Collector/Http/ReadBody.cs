namespace Vigie.Collector.Http;

/// <summary>A body that was read to its end within the time and size of its attempt.</summary>
internal sealed class ReadBody : ByteArrayContent
{
    public ReadBody(byte[] bytes, HttpContent received) : base(bytes)
    {
        Bytes = bytes;
        foreach (var (name, values) in received.Headers.NonValidated)
        {
            // The length of the decoded bytes is the content's own.
            if (!string.Equals(name, "Content-Length", StringComparison.OrdinalIgnoreCase))
                Headers.TryAddWithoutValidation(name, values);
        }
    }

    public byte[] Bytes { get; }
}
