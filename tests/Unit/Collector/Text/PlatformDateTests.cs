using System.Globalization;
using Vigie.Collector.Text;

namespace Vigie.UnitTests.Collector.Text;

public sealed class PlatformDateTests
{
    [Theory]
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("01 Jan 2004 19:48:21 EST", "2004-01-02T00:48:21Z")]
    [InlineData("1 Jan 04 19:48 PDT", "2004-01-02T02:48:00Z")]
    [InlineData("Thu, 31 Jun 2004 19:48:21 GMT", null)]
    [InlineData("Sun, 22 Nov 2026 01:40:12 +0000", "2026-11-22T01:40:12Z")]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z")]
    [InlineData("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z")]
    [InlineData("Fri Nov 06 08:49:37 +0100 2026", "2026-11-06T07:49:37Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 UTC", "2004-01-01T19:48:21Z")]
    [InlineData("Thu,01 Jan 2004", "2004-01-01T00:00:00Z")]
    [InlineData("Thu, 1 January 2004 7:48 pm", "2004-01-01T19:48:00Z")]
    [InlineData("January 5, 2004 12:04 am", "2004-01-05T00:04:00Z")]
    [InlineData("26 Nov 2026 10:00:00 GMT+0200", "2026-11-26T08:00:00Z")]
    [InlineData("Mon, 26 January 2004 16:31:00 Etc/GMT", "2004-01-26T16:31:00Z")]
    [InlineData("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31T10:14:55-08:00", "2003-12-31T18:14:55Z")]
    [InlineData("2026-11-22T01:40:12+0000", "2026-11-22T01:40:12Z")]
    [InlineData("2026-11-22T01:40:12.345Z", "2026-11-22T01:40:12.345Z")]
    [InlineData("2003-12-31T10:14", "2003-12-31T10:14:00Z")]
    [InlineData("2003-12-31 10:14:55.0", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12", "2003-12-01T00:00:00Z")]
    [InlineData("2003", "2003-01-01T00:00:00Z")]
    [InlineData("20031231", "2003-12-31T00:00:00Z")]
    [InlineData("2003-365", "2003-12-31T00:00:00Z")]
    [InlineData("2003-12-31T24:00:00Z", "2004-01-01T00:00:00Z")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.9999999Z")]
    [InlineData("1763775612", "2025-11-22T01:40:12Z")]
    [InlineData("1763775612345", "2025-11-22T01:40:12.345Z")]
    [InlineData("0001-01-01T00:00:00+14:00", null)]
    [InlineData("9999-12-31T23:59:59-01:00", null)]
    [InlineData("2003-02-30", null)]
    [InlineData("yesterday", null)]
    [InlineData(", 29  2004 12:53:00 GMT", null)]
    [InlineData("12:00", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Reads_a_date_as_platforms_write_it(string? text, string? expected) =>
        PlatformDate.Read(text).ShouldBe(expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));

    [Fact]
    public void Gives_up_at_once_on_what_is_too_long_to_be_a_date() =>
        PlatformDate.Read(new string('1', 100_000)).ShouldBeNull();
}
