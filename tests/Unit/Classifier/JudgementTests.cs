using Microsoft.Extensions.Options;
using Vigie.Classifier;
using Vigie.Classifier.People;
using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Classifier;

public sealed class JudgementTests
{
    private static readonly RegisterSnapshot Register = RegisterSnapshot.FromJson("""
        [{"id":"k","names":["Karim Benali"],"aliases":["Karim"],"role":"conseiller","site":"Lille","handles":["@karim_b"]},
         {"id":"s","names":["Sandrine Morel"],"aliases":["Sandrine"],"role":"vendeuse","site":"Metz","handles":[]},
         {"id":"d1","names":["Dylan Moreau"],"aliases":["Dylan"],"role":"technicien","site":"Paris","handles":[]},
         {"id":"d2","names":["Dylan Faure"],"aliases":["Dylan"],"role":"vendeur","site":"Lyon","handles":[]}]
        """);

    [Theory]
    [InlineData("Votre Sandrine est une grosse conne")]
    [InlineData("votre livreur est un gros porc")]
    [InlineData("bande d'incapables")]
    [InlineData("vous êtes des c0nnards")]
    [InlineData("espèce de c o n n a r d")]
    [InlineData("espèce de connaaaaard")]
    [InlineData("You are all a bunch of idiots")]
    [InlineData("je sais où tu travailles")]
    public async Task Flags_attacks_on_people(string text) => (await JudgeAsync(text)).Flagged.ShouldBeTrue();

    [Theory]
    [InlineData("service de merde")]
    [InlineData("putain ça marche pas")]
    [InlineData("je suis trop con, j'avais oublié mon code")]
    [InlineData("il m'a traitée de conne")]
    [InlineData("je vais porter plainte")]
    [InlineData("what the fuck is this app")]
    [InlineData("Merci Sandrine, vous êtes au top !")]
    [InlineData("")]
    [InlineData("👍👍👍")]
    public async Task Leaves_the_rest_alone(string text) => (await JudgeAsync(text)).Flagged.ShouldBeFalse();

    [Theory]
    [InlineData("Karim est un connard", "k")]
    [InlineData("@karim_b connard", "k")]
    [InlineData("S4ndrine est une connasse", "s")]
    [InlineData("s.a.n.d.r.i.n.e est une connasse", "s")]
    [InlineData("Dylan est un connard", null)]
    [InlineData("Dylan de Lyon est un connard", "d2")]
    public async Task Names_the_one_person_attacked(string text, string? person)
    {
        var judgement = await JudgeAsync(text);

        judgement.Person.ShouldBe(person);
        judgement.Target.ShouldBe(TargetKind.Employee);
    }

    [Fact]
    public async Task Names_whom_it_thanks_as_mentioned_and_not_attacked()
    {
        var judgement = await JudgeAsync("Merci Sandrine, vous êtes adorable");

        judgement.Person.ShouldBeNull();
        judgement.Mentioned.ShouldBe(["s"]);
    }

    [Fact]
    public async Task An_empty_text_and_one_of_only_emoji_have_no_language()
    {
        (await JudgeAsync("")).Language.ShouldBe("und");
        (await JudgeAsync("👍👍")).Language.ShouldBe("und");
        (await JudgeAsync("je n'ai pas reçu mon colis")).Language.ShouldBe("fr");
        (await JudgeAsync("where is my parcel")).Language.ShouldBe("en");
    }

    private static ValueTask<Judgement> JudgeAsync(string text) =>
        new MentionClassifier(Options.Create(new ClassifierOptions()), TimeProvider.System).ClassifyAsync(new MentionText("1", text), Register, TestContext.Current.CancellationToken);
}
