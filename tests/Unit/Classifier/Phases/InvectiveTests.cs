using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Classifier.Phases;

/// <summary>What the phase catches and must not catch, by the examples of the labelling guide.</summary>
public sealed class InvectiveTests
{
    [Theory]
    [InlineData("connard")]
    [InlineData("bande d'incapables")]
    [InlineData("vous êtes des débiles")]
    [InlineData("espèce de clown")]
    [InlineData("worthless cow")]
    [InlineData("votre livreur est un gros porc")]
    [InlineData("bande de voleurs")]
    [InlineData("Mon colis est perdu depuis 3 semaines et votre Sandrine est une grosse conne")]
    [InlineData("greluche")]
    [InlineData("vieille bique")]
    [InlineData("You are all idiots")]
    [InlineData("your driver is a moron")]
    [InlineData("What a bunch of clowns you are")]
    [InlineData("c0nnard")]
    [InlineData("c o n n a r d")]
    [InlineData("connaaaard")]
    [InlineData("your agents are useless idiots")]
    public async Task Insults_aimed_at_people_are_insults(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Insult)).ShouldBeTrue();

    [Theory]
    [InlineData("service de merde")]
    [InlineData("putain ça marche pas")]
    [InlineData("fait chier")]
    [InlineData("what the fuck is this app")]
    [InlineData("livraison de merde")]
    [InlineData("c'est du vol")]
    [InlineData("le site est nul")]
    [InlineData("cette marque 🤡")]
    [InlineData("this app is shit")]
    [InlineData("bloody awful delivery")]
    [InlineData("putain de colis toujours pas là")]
    [InlineData("fucking website crashed again")]
    [InlineData("votre appli est débile")]
    [InlineData("un moule à gaufres")]
    [InlineData("ma chienne est malade depuis vos croquettes")]
    [InlineData("où trouver de la confiture de courge ?")]
    [InlineData("the donkey sanctuary was lovely")]
    [InlineData("Les Enfoirés en replay ce soir")]
    public async Task Swearing_at_a_thing_a_situation_or_nobody_is_no_abuse(string text) => (await LabelledJudgement.OfAsync(text)).Abuse.ShouldBeEmpty();

    [Theory]
    [InlineData("greluche")]
    [InlineData("vieille bique")]
    [InlineData("votre Sandrine est une greluche")]
    public async Task Everyday_gendered_or_age_invective_is_no_hate(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Hate)).ShouldBeFalse();

    [Theory]
    [InlineData("votre livreur est un sale bougnoule")]
    [InlineData("sale pédé")]
    [InlineData("your driver is a paki")]
    public async Task A_slur_is_insult_and_hate(string text)
    {
        var judgement = await LabelledJudgement.OfAsync(text);

        judgement.Abuse.Select(found => found.Category).ShouldBe([AbuseCategory.Insult, AbuseCategory.Hate], ignoreOrder: true);
        judgement.Severity.ShouldBe((short)3);
    }
}
