namespace Vigie.UnitTests.Classifier.Phases;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("je n'ai pas reçu mon colis", "fr")]
    [InlineData("where is my parcel", "en")]
    [InlineData("👍👍", "und")]
    [InlineData("", "und")]
    [InlineData("12 34", "und")]
    public async Task The_language_by_its_small_words(string text, string language) => (await LabelledJudgement.OfAsync(text)).Language.ShouldBe(language);
}
