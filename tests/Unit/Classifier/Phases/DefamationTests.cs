using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Classifier.Phases;

/// <summary>What the phase catches and must not catch, by the examples of the labelling guide.</summary>
public sealed class DefamationTests
{
    [Theory]
    [InlineData("Karim de l'agence de Lille a volé mon acompte")]
    [InlineData("la directrice couche avec les fournisseurs")]
    [InlineData("Karim pique dans la caisse")]
    [InlineData("your manager stole my deposit")]
    [InlineData("Karim was drunk at work")]
    public async Task A_precise_dishonouring_fact_about_one_person_is_defamation(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Defamation)).ShouldBeTrue();

    [Theory]
    [InlineData("Karim travaille mal")]
    [InlineData("on m'a facturé deux fois")]
    [InlineData("vous avez volé mon argent")]
    [InlineData("Karim is slow")]
    [InlineData("I was charged twice")]
    public async Task A_value_judgement_or_a_dispute_about_the_service_is_no_defamation(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Defamation)).ShouldBeFalse();
}
