namespace Vigie.UnitTests.Classifier.Phases;

/// <summary>What the phase catches and must not catch, by the examples of the labelling guide.</summary>
public sealed class QuotationTests
{
    [Theory]
    [InlineData("il m'a traitée de conne")]
    [InlineData("je suis trop con, j'avais oublié mon code")]
    [InlineData("Désolé de vous avoir traités de connards hier")]
    [InlineData("Un client a traité votre vendeuse de « grosse vache », c'est honteux")]
    [InlineData("> bande de connards\nJe ne suis pas d'accord avec ce message.")]
    [InlineData("he called me an idiot")]
    [InlineData("I'm such an idiot, I forgot my password")]
    [InlineData("Sorry I called your agent a moron yesterday")]
    [InlineData("Calling the receptionist a 'fat lump'? Shame.")]
    [InlineData("if anybody calls my wife a liar again I close my account")]
    public async Task What_others_said_and_what_is_said_of_oneself_is_no_abuse(string text) => (await LabelledJudgement.OfAsync(text)).Flagged.ShouldBeFalse();

    [Theory]
    [InlineData("il m'a dit non, vous êtes des cons")]
    [InlineData("> bonjour, nous avons bien reçu votre demande\nbande de connards")]
    [InlineData("he said no, you are all idiots")]
    public async Task What_the_author_says_beside_a_quotation_still_counts(string text) => (await LabelledJudgement.OfAsync(text)).Flagged.ShouldBeTrue();
}
