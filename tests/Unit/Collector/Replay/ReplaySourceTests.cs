using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Vigie.Collector.Sources;
using Vigie.Collector.Sources.Replay;

namespace Vigie.UnitTests.Collector.Replay;

[Collection(nameof(MeasuredAlone))]
public sealed class ReplaySourceTests : IDisposable
{
    private readonly ReplayFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Reads_page_by_page_and_says_when_there_is_more()
    {
        _file.Options.PageSize = 2;
        _file.Write(Line("a") + Line("b") + Line("c"));

        var first = await _file.PageAsync();
        var second = await _file.PageAsync();
        var third = await _file.PageAsync();

        first.Events.Select(happened => happened.ExternalId).ShouldBe(["a", "b"]);
        first.More.ShouldBeTrue();
        second.Events.Select(happened => happened.ExternalId).ShouldBe(["c"]);
        second.More.ShouldBeFalse();
        third.Events.ShouldBeEmpty();
        third.Cursor.ShouldBeNull("a file at rest costs no write");
    }

    [Fact]
    public async Task Another_process_goes_on_at_the_saved_byte()
    {
        _file.Options.PageSize = 2;
        _file.Write(Line("é😀") + Line("b") + Line("c"));

        await _file.PageAsync();
        _file.Restart();

        _file.Cursor.ShouldNotBeNull().ShouldContain($"\"offset\":{Encoding.UTF8.GetByteCount(Line("é😀") + Line("b"))},\"line\":2");
        (await _file.IdsAsync()).ShouldBe("c");
    }

    [Fact]
    public async Task Follows_a_file_that_grows()
    {
        _file.Write(Line("a"));
        (await _file.IdsAsync()).ShouldBe("a");

        _file.Append(Line("b"));

        (await _file.IdsAsync()).ShouldBe("b");
    }

    [Fact]
    public async Task A_last_line_that_is_cut_waits_for_its_rest()
    {
        var cut = Line("b");
        _file.Write(Line("a") + cut[..10]);

        var before = await _file.PageAsync();
        _file.Append(cut[10..]);

        before.Events.Select(happened => happened.ExternalId).ShouldBe(["a"]);
        before.MalformedItems.ShouldBe(0);
        before.More.ShouldBeFalse();
        (await _file.IdsAsync()).ShouldBe("b");
    }

    [Fact]
    public async Task A_last_line_without_its_end_is_taken_when_it_is_whole()
    {
        _file.Write(Line("a") + Line("b").TrimEnd());
        (await _file.IdsAsync()).ShouldBe("a b");

        _file.Append("\n" + Line("c"));
        var page = await _file.PageAsync();

        page.Events.Select(happened => happened.ExternalId).ShouldBe(["c"]);
        page.MalformedItems.ShouldBe(0);
    }

    [Fact]
    public async Task Bad_lines_are_counted_and_passed_over()
    {
        _file.Write(Line("a") + "not json\n" + "{\"id\":7,\"text\":\"x\"}\n" + "{\"id\":\"x\"}\n\n  \n" + Line("b"));

        var page = await _file.PageAsync();

        page.Events.Select(happened => happened.ExternalId).ShouldBe(["a", "b"]);
        page.MalformedItems.ShouldBe(3);
    }

    [Fact]
    public async Task A_line_over_the_limit_is_counted_once_and_never_held()
    {
        _file.Write(Line("a"));
        await using (var stream = new FileStream(_file.Options.File, FileMode.Append))
        {
            var zeros = new byte[1024 * 1024];
            Array.Fill(zeros, (byte)'x');
            for (var megabyte = 0; megabyte < 80; megabyte++)
                stream.Write(zeros);
        }

        var malformed = 0;
        var events = new List<string>();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        SourcePage page;
        do
        {
            page = await _file.PageAsync();
            malformed += page.MalformedItems;
            events.AddRange(page.Events.Select(happened => happened.ExternalId));
            _file.Restart();
        }
        while (page.More);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        _file.Append("\n" + Line("b"));
        events.AddRange((await _file.IdsAsync()).Split(' '));

        malformed.ShouldBe(1);
        events.ShouldBe(["a", "b"]);
        allocated.ShouldBeLessThan(16 * 1024 * 1024);
    }

    [Fact]
    public async Task A_page_of_large_lines_ends_before_it_is_large_itself()
    {
        var large = new string('x', 900_000);
        _file.Write(string.Concat(Enumerable.Range(0, 12).Select(number => $"{{\"id\":\"{number}\",\"text\":\"{large}\"}}\n")));

        var page = await _file.PageAsync();

        page.Events.Count.ShouldBe(5);
        page.More.ShouldBeTrue();
        (await _file.IdsAsync()).ShouldBe("5 6 7 8 9");
    }

    [Theory]
    [InlineData("shorter")]
    [InlineData("a longer one than the one before, with other bytes at its beginning")]
    public async Task Another_file_under_the_same_name_is_read_from_its_beginning(string id)
    {
        _file.Write(Line("a") + Line("b"));
        await _file.PageAsync();

        _file.Write(Line(id));

        (await _file.IdsAsync()).ShouldBe(id);
    }

    [Fact]
    public async Task A_missing_file_is_a_passing_fault_without_its_path()
    {
        var refusal = (await _file.AskAsync()).ShouldBeOfType<Transient>();

        refusal.Reason.ShouldBe("the file does not exist");
    }

    [Fact]
    public async Task A_folder_is_a_passing_fault()
    {
        Directory.CreateDirectory(_file.Options.File);

        (await _file.AskAsync()).ShouldBeOfType<Transient>();
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("{\"offset\":-5,\"line\":0}")]
    [InlineData("null")]
    public async Task A_cursor_that_cannot_be_read_begins_anew(string cursor)
    {
        _file.Write(Line("a"));
        var source = new ReplaySource("archive", _file.Options, new FullPace(), Microsoft.Extensions.Logging.Abstractions.NullLogger<ReplaySource>.Instance);

        var page = (await source.CollectAsync(cursor, TestContext.Current.CancellationToken)).ShouldBeOfType<SourcePage>();

        page.Events.Single().ExternalId.ShouldBe("a");
    }

    [Fact]
    public async Task Reads_files_written_on_windows()
    {
        _file.Write("\uFEFF" + Line("a").Replace("\n", "\r\n", StringComparison.Ordinal) + Line("b"));

        var page = await _file.PageAsync();

        page.MalformedItems.ShouldBe(0);
        page.Events.Select(happened => happened.ExternalId).ShouldBe(["a", "b"]);
        page.Events[0].RawHash.ToArray().ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes(Line("a").TrimEnd())));
    }

    [Fact]
    public async Task Reads_a_large_archive_once_from_end_to_end()
    {
        const int lines = 200_000;
        await using (var writer = new StreamWriter(_file.Options.File))
        {
            for (var number = 0; number < lines; number++)
                await writer.WriteAsync($"{{\"id\":\"m-{number}\",\"lang\":\"fr\",\"channel\":\"tweet\",\"text\":\"Quarante minutes d'attente pour un café froid, merci pour l'accueil n° {number}\",\"parent\":null}}\n");
        }

        var watch = Stopwatch.StartNew();
        var cpu = Environment.CpuUsage.TotalTime;
        var read = 0;
        SourcePage page;
        do
        {
            page = await _file.PageAsync();
            read += page.Events.Count;
            page.MalformedItems.ShouldBe(0);
        }
        while (page.More);

        TestContext.Current.TestOutputHelper?.WriteLine($"{lines / watch.Elapsed.TotalSeconds:N0} lines/s; {lines / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds:N0} lines/s of processor time");
        read.ShouldBe(lines);
    }

    private static string Line(string id) => $"{{\"id\":\"{id}\",\"text\":\"t\"}}\n";
}
