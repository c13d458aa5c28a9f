namespace Vigie.UnitTests.Classifier.Phases;

/// <summary>Who of the register is meant, by the rules of the labelling guide.</summary>
public sealed class PeopleTests
{
    [Theory]
    [InlineData("Sandrine est une connasse", "sandrine")]
    [InlineData("SANDRINE MOREL est une connasse", "sandrine")]
    [InlineData("Sandryne est une connasse", "sandrine")]
    [InlineData("S4ndrine est une connasse", "sandrine")]
    [InlineData("s.a.n.d.r.i.n.e est une connasse", "sandrine")]
    [InlineData("S. de l'agence de Metz est une connasse", "sandrine")]
    [InlineData("@karim_b connard", "karim")]
    [InlineData("la réceptionniste de Cannes est une conne", "fleur")]
    [InlineData("Dylan de Lyon est un connard", "dylan2")]
    [InlineData("Dylan le technicien est un connard", "dylan1")]
    [InlineData("Dylan Faure est un connard", "dylan2")]
    [InlineData("Fleur est une conne", "fleur")]
    public async Task One_entry_and_no_other_is_named(string text, string person) => (await LabelledJudgement.OfAsync(text)).Person.ShouldBe(person);

    [Theory]
    [InlineData("Dylan est un connard")]
    [InlineData("Karim de Marseille est un connard")]
    [InlineData("la fleur que vous avez livrée est morte, bande de connards")]
    [InlineData("bande de connards\nSandrine")]
    public async Task Nobody_is_named_when_two_fit_a_site_contradicts_or_it_is_a_common_word_or_a_signature(string text) => (await LabelledJudgement.OfAsync(text)).Person.ShouldBeNull();

    [Fact]
    public async Task The_authors_own_name_is_no_match() => (await LabelledJudgement.OfAsync("bande de connards, Sandrine vous le dit", author: "Sandrine")).Person.ShouldBeNull();

    [Fact]
    public async Task Who_is_thanked_is_mentioned_and_not_attacked()
    {
        var judgement = await LabelledJudgement.OfAsync("Merci Sandrine, mais Karim est un connard");

        judgement.Person.ShouldBe("karim");
        judgement.Mentioned.ShouldBe(["sandrine"]);
    }
}
