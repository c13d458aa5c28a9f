using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Classifier.Phases;

/// <summary>Whom abuse is aimed at, by the examples of the labelling guide.</summary>
public sealed class TargetTests
{
    [Theory]
    [InlineData("la dame de l'accueil samedi à Nantes est une conne", TargetKind.Employee)]
    [InlineData("votre conseiller Julien est un abruti", TargetKind.Employee)]
    [InlineData("le CM est un clown", TargetKind.Employee)]
    [InlineData("Karim est un connard", TargetKind.Employee)]
    [InlineData("vos conseillers sont des abrutis", TargetKind.Staff)]
    [InlineData("bande de voleurs", TargetKind.Staff)]
    [InlineData("vous êtes des débiles", TargetKind.Staff)]
    [InlineData("le client devant moi est un gros con", TargetKind.Person)]
    [InlineData("your staff are morons", TargetKind.Staff)]
    [InlineData("your driver Karim is a moron", TargetKind.Employee)]
    [InlineData("c'est du vol", TargetKind.Brand, TargetKind.Product)]
    [InlineData("livraison de merde", TargetKind.Product)]
    [InlineData("je suis trop con, j'avais oublié mon code", TargetKind.Self)]
    [InlineData("Merci Sandrine, vous êtes adorable", TargetKind.None)]
    public async Task Whom_it_is_aimed_at(string text, params TargetKind[] allowed) => (await LabelledJudgement.OfAsync(text)).Target.ShouldBeOneOf(allowed);

    [Fact]
    public async Task Tu_in_a_reply_to_a_signed_answer_is_that_employee()
    {
        var judgement = await LabelledJudgement.OfAsync("tu es un abruti", parent: "Bonjour, nous regardons votre dossier. Karim");

        judgement.Target.ShouldBe(TargetKind.Employee);
        judgement.Person.ShouldBe("karim");
    }
}
