namespace Vigie.IntegrationTests.Host.Otlp;

/// <summary>A length-delimited field of a protobuf message; the test reads what it needs by number, without generated classes.</summary>
internal readonly record struct WireField(int Number, ReadOnlyMemory<byte> Value)
{
    /// <summary>The length-delimited fields of a message; numbers are passed over.</summary>
    public static IEnumerable<WireField> Of(ReadOnlyMemory<byte> message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    yield return new WireField((int)(tag >> 3), message.Slice(at, length));
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"wire type {tag & 7} is not of protobuf 3");
            }
        }
    }

    /// <summary>All values at a path of field numbers.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> At(ReadOnlyMemory<byte> message, params int[] path) =>
        path.Aggregate((IEnumerable<ReadOnlyMemory<byte>>)[message], (messages, number) => messages.SelectMany(one => Of(one).Where(field => field.Number == number).Select(field => field.Value)));

    private static ulong Varint(ReadOnlyMemory<byte> message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message.Span[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
