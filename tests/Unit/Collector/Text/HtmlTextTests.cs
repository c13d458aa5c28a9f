using System.Diagnostics;
using System.Text;
using Vigie.Collector.Text;

namespace Vigie.UnitTests.Collector.Text;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("  two \n words ", "two words")]
    [InlineData("<p>One</p><p>Two<br>Three</p>", "One\nTwo\nThree")]
    [InlineData("One<br /><br />Two", "One\n\nTwo")]
    [InlineData("A<script>if (a<b) alert('no')</script>B<style>p > a { }</style>C", "ABC")]
    [InlineData("<a href=\"https://example.org\"><span>https://</span><span>example.org</span></a> &amp; &lt;you&gt; &nbsp;!", "https://example.org & <you> \u00a0!")]
    [InlineData("fi<b>ne</b>", "fine")]
    [InlineData("<ul><li>one</li><li>two</li></ul>end", "one\ntwo\nend")]
    [InlineData("<pre>a\n  b</pre>c", "a\nb\nc")]
    [InlineData("so <img class=\"emoji\" alt=\"\ud83d\ude21\" src=\"x.png\"> and <img alt=\"a cat\" src=\"y.png\">", "so \ud83d\ude21 and")]
    [InlineData("<div><p>unclosed <b>and <i>crossed</b></i>", "unclosed and crossed")]
    [InlineData("1 < 2 and <!-- not this --> 3", "1 < 2 and 3")]
    [InlineData("<![CDATA[seen]]>", "seen")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("", "")]
    public void Writes_what_a_reader_sees(string html, string expected) =>
        HtmlText.ToPlainText(html).ShouldBe(expected);

    [Fact]
    public void A_hundred_thousand_nested_elements_cost_one_pass()
    {
        var html = new StringBuilder().Insert(0, "<div><p>", 100_000).Append("deep").ToString();
        var watch = Stopwatch.StartNew();

        HtmlText.ToPlainText(html).ShouldBe("deep");

        // A tree builder needs minutes here; the bound is generous because the machine is shared.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
