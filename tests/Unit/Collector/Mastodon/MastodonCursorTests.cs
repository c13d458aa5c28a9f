using Vigie.Collector.Sources.Mastodon;

namespace Vigie.UnitTests.Collector.Mastodon;

public sealed class MastodonCursorTests
{
    [Fact]
    public void Comes_back_as_it_was_written()
    {
        var cursor = new MastodonCursor
        {
            Positions = new Dictionary<string, TimelinePosition>(StringComparer.Ordinal)
            {
                ["tag:brand"] = new() { Newest = "01A" },
                ["mentions"] = new() { Newest = "7", BySince = true, Top = "9", Bottom = "8" },
            },
            Tracked = [new TrackedStatus("01A", 1, 2, 3, 4), new TrackedStatus("01B", 1, 2)],
        };

        var read = MastodonCursor.TryRead(cursor.Write()).ShouldNotBeNull();

        read.Positions.ShouldBe(cursor.Positions);
        read.Tracked.ShouldBe(cursor.Tracked);
    }

    [Fact]
    public void Two_hundred_statuses_take_less_than_sixteen_kilobytes() =>
        new MastodonCursor { Tracked = [.. Enumerable.Range(100, 200).Select(number => new TrackedStatus($"01M80F7AD6EHQFAWD7YV75D{number}", 1795312598, 1795312598))] }
            .Write().Length.ShouldBeLessThan(16 * 1024);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("at://did:plc:x")]
    [InlineData("""{"at":null}""")]
    [InlineData("""{"at":{"public":null}}""")]
    [InlineData("""{"seen":[null]}""")]
    [InlineData("""{"seen":[{}]}""")]
    [InlineData("""{"seen":[{"i":"1"},{"i":"1"}]}""")]
    [InlineData("""{"at":{"public":{"n":7}}}""")]
    public void Anything_else_is_no_cursor(string text) => MastodonCursor.TryRead(text).ShouldBeNull();
}
