using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Classifier.Phases;

/// <summary>What the phase catches and must not catch, by the examples of the labelling guide.</summary>
public sealed class DoxxingTests
{
    [Theory]
    [InlineData("voici le profil de la caissière, faites tourner")]
    [InlineData("Karim Benali habite 12 rue des Lilas à Lille")]
    [InlineData("Sandrine Morel, 06 39 98 41 07, 4 allée des Mésanges")]
    [InlineData("here is her home address, she lives at 14 Cutlers Rise")]
    [InlineData("Mark Stone, 12 Thrupp Lane, ask him at home")]
    public async Task Exposing_a_person_is_doxxing(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Doxxing)).ShouldBeTrue();

    [Theory]
    [InlineData("La boutique est au 12 rue de la République à Lille")]
    [InlineData("SIRET 552 100 554 00013")]
    [InlineData("Merci Sandrine !")]
    [InlineData("rappelez-moi au 06 12 34 56 78")]
    [InlineData("Julie Martin, mon numéro est le 06 39 98 41 07, merci de me rappeler")]
    [InlineData("my address is 14 Cutlers Rise, please deliver there")]
    [InlineData("virez-la ou je balance son adresse")]
    public async Task Public_data_a_praise_and_the_authors_own_are_no_doxxing(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Doxxing)).ShouldBeFalse();
}
