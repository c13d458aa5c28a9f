using System.Text;
using Vigie.Collector.Sources.Replay;

namespace Vigie.UnitTests.Collector.Replay;

public sealed class LineReaderTests
{
    private const int Limit = LineReader.MaxLineBytes;
    private const int Buffer = 128 * 1024;

    [Theory]
    [InlineData(Buffer - 1, 5, Buffer, Buffer + 1, 7)]
    [InlineData(0, Buffer, 0, Buffer * 2, 3)]
    [InlineData(Limit - 1, Limit, Limit, 1)]
    [InlineData(Limit, Limit + 1, 9, Limit * 3, 4)]
    [InlineData(Limit * 5, Limit + 1, Limit, 2)]
    public async Task Every_line_up_to_the_limit_comes_whole_and_every_longer_one_is_named_once(params int[] lengths)
    {
        var path = Path.GetTempFileName();
        try
        {
            var lines = lengths.Select((length, number) => new string((char)('a' + number), length)).ToList();
            await File.WriteAllTextAsync(path, string.Concat(lines.Select(line => line + "\n")), TestContext.Current.CancellationToken);
            using var file = File.OpenHandle(path, options: FileOptions.Asynchronous);
            using var reader = new LineReader(file, 0, skipping: false);

            var read = new List<string>();
            LineKind kind;
            while ((kind = await reader.NextAsync(TestContext.Current.CancellationToken)) != LineKind.End)
            {
                if (kind == LineKind.Whole)
                    read.Add(Encoding.ASCII.GetString(reader.Line.Span));
                else if (kind == LineKind.TooLong)
                    read.Add("too long");
                else
                    kind.ShouldBe(LineKind.Skipped);
            }

            read.SequenceEqual(lines.Select(line => line.Length > Limit ? "too long" : line)).ShouldBeTrue();
            reader.Offset.ShouldBe(lengths.Sum(length => length + 1L));
            reader.Skipping.ShouldBeFalse();
        }
        finally
        {
            File.Delete(path);
        }
    }
}
