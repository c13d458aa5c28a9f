using System.Reflection;
using Vigie.Core.Sources;
using Vigie.Review.Status;

namespace Vigie.UnitTests.Review;

public sealed class StatusWordsTests
{
    [Theory]
    [InlineData(null, null, "fr")]
    [InlineData(null, "", "fr")]
    [InlineData(null, "en-GB,en;q=0.9,fr;q=0.8", "en")]
    [InlineData(null, "fr-CA, en", "fr")]
    [InlineData(null, "de-DE,de;q=0.9,en;q=0.5", "en")]
    [InlineData(null, "de,it", "fr")]
    [InlineData(null, "EN", "en")]
    [InlineData(null, ";;,,;q=1", "fr")]
    [InlineData("en", "fr", "en")]
    [InlineData("fr", "en", "fr")]
    [InlineData("<script>", "en", "en")]
    public void The_wish_goes_first_then_the_browser_then_French(string? wish, string? acceptLanguage, string expected) =>
        StatusWords.For(wish, acceptLanguage).Language.ShouldBe(expected);

    [Fact]
    public void Every_word_is_there_in_both_languages_and_every_condition_has_one()
    {
        foreach (var words in new[] { StatusWords.French, StatusWords.English })
        {
            typeof(StatusWords).GetProperties(BindingFlags.NonPublic | BindingFlags.Instance)
                .Where(property => property.PropertyType == typeof(string))
                .ShouldAllBe(property => ((string)property.GetValue(words)!).Length > 0);
            words.Conditions.Count.ShouldBe(Enum.GetValues<SourceCondition>().Length);
            words.Conditions.ShouldBeUnique();
        }
    }
}
