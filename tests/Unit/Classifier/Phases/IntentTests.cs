using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Classifier.Phases;

/// <summary>What the author wants, whether or not there is abuse.</summary>
public sealed class IntentTests
{
    [Theory]
    [InlineData("Mon colis est perdu depuis 3 semaines et votre Sandrine est une grosse conne", Intent.Complaint)]
    [InlineData("connards", Intent.Other)]
    [InlineData("Merci Sandrine, vous êtes au top", Intent.Praise)]
    [InlineData("À quelle heure ouvrez-vous ?", Intent.Question)]
    [InlineData("Mon colis est toujours perdu", Intent.Complaint)]
    [InlineData("where is your shop?", Intent.Question)]
    [InlineData("my parcel never arrived, still waiting", Intent.Complaint)]
    public async Task What_the_author_wants(string text, Intent intent) => (await LabelledJudgement.OfAsync(text)).Intent.ShouldBe(intent);
}
