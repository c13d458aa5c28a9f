using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Classifier.Phases;

/// <summary>What the phase catches and must not catch, by the examples of the labelling guide.</summary>
public sealed class BlackmailTests
{
    [Theory]
    [InlineData("un geste commercial ou je publie votre nom partout")]
    [InlineData("500 euros et je retire l'article")]
    [InlineData("virez-la ou je balance sa photo")]
    [InlineData("pay me 300 pounds or I post her name everywhere")]
    [InlineData("sack him or I leak the video")]
    public async Task A_demand_or_else_a_publication_is_blackmail(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Blackmail)).ShouldBeTrue();

    [Theory]
    [InlineData("if you don't refund me I will leave a one-star review")]
    [InlineData("remboursez-moi ou je mets une étoile")]
    [InlineData("remboursez ou je porte plainte")]
    [InlineData("refund me or I go to the ombudsman")]
    public async Task Ordinary_pressure_of_a_customer_is_no_blackmail(string text) => (await LabelledJudgement.HasAsync(text, AbuseCategory.Blackmail)).ShouldBeFalse();
}
