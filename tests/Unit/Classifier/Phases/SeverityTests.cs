namespace Vigie.UnitTests.Classifier.Phases;

/// <summary>The table of severities of the labelling guide.</summary>
public sealed class SeverityTests
{
    [Theory]
    [InlineData("Bonjour, quand ouvrez-vous ?", 0)]
    [InlineData("service de merde", 1)]
    [InlineData("c'est du vol", 1)]
    [InlineData("cette marque 🤡", 1)]
    [InlineData("vous êtes des idiots", 2)]
    [InlineData("votre conseiller Julien est un idiot", 3)]
    [InlineData("vous êtes des enculés", 3)]
    [InlineData("Karim de l'agence de Lille a volé mon acompte", 3)]
    [InlineData("rentre dans ton pays", 3)]
    [InlineData("montre tes seins", 3)]
    [InlineData("je sais où tu travailles", 4)]
    [InlineData("voici le profil de la caissière, faites tourner", 4)]
    [InlineData("virez Sandrine ou je balance sa photo", 4)]
    [InlineData("500 euros et je retire l'article", 2)]
    [InlineData("allez tous lui dire ce que vous pensez d'elle", 4)]
    [InlineData("je t'écrirai tous les jours", 3)]
    [InlineData("I'll message you every day until you answer", 3)]
    public async Task Severity_by_the_table(string text, int severity) => ((int)(await LabelledJudgement.OfAsync(text)).Severity).ShouldBe(severity);
}
