using Vigie.Collector.Sources.Bluesky.Streaming;

namespace Vigie.UnitTests.Collector.Bluesky;

public sealed class WholeWordsTests
{
    [Theory]
    [InlineData("ACME lost my parcel", true)]
    [InlineData("#acme", true)]
    [InlineData("why, acme?", true)]
    [InlineData("acmes", false)]
    [InlineData("placme", false)]
    [InlineData("acme2", false)]
    [InlineData("acmes and acme", true)]
    [InlineData("acme\U0001F600", true)]
    [InlineData("acme\U00020000", false)]
    [InlineData("acme\u0301x", false)]
    [InlineData("", false)]
    public void Finds_a_word_only_as_a_whole(string text, bool isThere)
    {
        new WholeWords(["acme"]).AnyIn(text).ShouldBe(isThere);
    }

    [Fact]
    public void Finds_a_word_in_either_form_of_its_accents()
    {
        new WholeWords(["Caf\u00e9 Noir"]).AnyIn("the cafe\u0301 noir is closed").ShouldBeTrue();
    }
}
