using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Classifier.Phases;

/// <summary>What the phase catches and must not catch, by the examples of the labelling guide.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("allez crever")]
    [InlineData("bravo la championne, il faut un doctorat pour lire un mail ?")]
    [InlineData("va te faire foutre")]
    [InlineData("go to hell, all of you")]
    [InlineData("I hope you choke")]
    [InlineData("well done genius, can you read?")]
    public async Task Wishes_of_misfortune_and_irony_with_contempt_are_insults(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Insult)).ShouldBeTrue();

    [Theory]
    [InlineData("je sais où tu travailles")]
    [InlineData("je vais venir te régler ton compte")]
    [InlineData("tu vas le payer cher")]
    [InlineData("on va cramer votre agence")]
    [InlineData("I know where you live")]
    [InlineData("I'm going to smash your face in")]
    [InlineData("watch your back")]
    public async Task Harm_to_a_person_or_their_property_is_a_threat(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Threat)).ShouldBeTrue();

    [Theory]
    [InlineData("je vais porter plainte")]
    [InlineData("vous aurez des nouvelles de mon avocat")]
    [InlineData("je vais à la concurrence")]
    [InlineData("je vais mettre un mauvais avis")]
    [InlineData("je saisis le médiateur et la DGCCRF")]
    [InlineData("I will sue you")]
    [InlineData("you will hear from my solicitor")]
    [InlineData("I'm leaving a one star review")]
    [InlineData("I'm switching to another provider")]
    [InlineData("je vais porter plainte, vous allez le payer cher")]
    public async Task A_legal_step_a_bad_review_or_leaving_is_no_threat(string text) => (await LabelledJudgement.OfAsync(text)).Flagged.ShouldBeFalse();

    [Theory]
    [InlineData("allez tous lui dire ce que vous pensez d'elle")]
    [InlineData("inondez son profil")]
    [InlineData("je t'écrirai tous les jours")]
    [InlineData("everyone go and tell her what you think")]
    [InlineData("I'll message you every day until you answer")]
    public async Task Calling_others_to_pile_on_and_insisting_is_harassment(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Harassment)).ShouldBeTrue();

    [Theory]
    [InlineData("Je vous ai déjà écrit trois fois, pouvez-vous répondre ?")]
    [InlineData("Toujours pas de réponse à mon message de lundi")]
    [InlineData("third time I ask, where is my parcel?")]
    public async Task Asking_again_because_nobody_answered_is_no_harassment(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Harassment)).ShouldBeFalse();

    [Theory]
    [InlineData("elle est bonne votre caissière, quel cul")]
    [InlineData("montre tes seins")]
    [InlineData("show me your tits")]
    [InlineData("your receptionist is fuckable")]
    public async Task Sexual_remarks_imposed_on_a_person_are_sexual(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Sexual)).ShouldBeTrue();

    [Theory]
    [InlineData("les préservatifs de ma commande sont périmés")]
    [InlineData("le soutien-gorge est trop petit")]
    [InlineData("the bra I ordered is the wrong size")]
    [InlineData("do you sell nursing bras?")]
    public async Task A_neutral_product_matter_is_not_sexual(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Sexual)).ShouldBeFalse();

    [Theory]
    [InlineData("rentre dans ton pays")]
    [InlineData("les arabes dehors")]
    [InlineData("go back to your own country")]
    [InlineData("une femme au volant, ça promet")]
    public async Task Contempt_by_origin_sex_or_age_is_hate(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Hate)).ShouldBeTrue();

    [Theory]
    [InlineData("La pharmacie est tenue par une famille chinoise")]
    [InlineData("il y a un accès pour les handicapés ?")]
    [InlineData("Un client a dit à la caissière de rentrer dans son pays, c'est inadmissible")]
    [InlineData("do you have women's sizes?")]
    [InlineData("A man told your driver to go back to his country. Shameful.")]
    public async Task Naming_a_group_or_denouncing_is_no_hate(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Hate)).ShouldBeFalse();
}
